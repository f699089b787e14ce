import { writeFile } from 'node:fs/promises';
import type { LoadResult } from './load-generator.ts';
import type { Memory } from './processes.ts';

export type BenchReport = {
  readonly at: Date;
  readonly machine: string;
  /** Processes that wanted a core in the minute before: above 0.5 the figures say little. */
  readonly loadBefore: number;
  readonly customers: number;
  readonly importSeconds: number;
  readonly readySeconds: number;
  readonly atRest: Memory;
  readonly afterLoad: Memory;
  readonly loads: readonly {
    readonly name: string;
    readonly where: 'one core' | 'both cores, generator included';
    readonly window: number;
    readonly result: LoadResult;
  }[];
  /** Why no load was measured; `null` when it was. */
  readonly skipped: string | null;
};

/** Prints the tables and writes them, with how they came about, as a page of the documents. */
export async function writeReport(file: string, report: BenchReport): Promise<void> {
  const tables = [loadTable(report), restTable(report)].join('\n');
  console.log(tables);
  await writeFile(file, page(report, tables));
}

function loadTable({ loads, skipped }: BenchReport): string {
  if (skipped !== null) return `No load was measured: ${skipped}.\n`;
  const rows = loads.map(({ name, where, window, result }) =>
    row([
      name,
      where,
      `${window}`,
      count(result.rps),
      `${(result.radius_cpu_s_per_1000 * 1000).toFixed(0)} µs`,
      milliseconds(result.latency_us.p50),
      milliseconds(result.latency_us.p99),
      `${result.wrong} / ${result.lost}`,
    ]),
  );
  return [
    row([
      'requests',
      'Gatehouse on',
      'window',
      'per second',
      'radius CPU each',
      'p50',
      'p99',
      'wrong / lost',
    ]),
    row(['---', '---', '--:', '--:', '--:', '--:', '--:', '--:']),
    ...rows,
    '',
  ].join('\n');
}

function restTable({ customers, importSeconds, readySeconds, atRest, afterLoad }: BenchReport): string {
  const memory = ({ rssMb, pssMb }: Memory): string => `${rssMb} MB resident, ${pssMb} MB proportional`;
  return [
    row(['beside that', '']),
    row(['---', '---']),
    row([
      `import of ${count(customers)} customers and a tenth as many guests, from CSV`,
      `${importSeconds.toFixed(1)} s`,
    ]),
    row(['start on that database, from the command to "ready"', `${readySeconds.toFixed(1)} s`]),
    row(['radius process when ready', memory(atRest)]),
    row(['radius process after the load', memory(afterLoad)]),
    '',
  ].join('\n');
}

function page(report: BenchReport, tables: string): string {
  return `# Benchmarks

Written by \`npm run bench\` on ${report.at.toISOString().slice(0, 10)}, on ${report.machine}.

The product runs as everyone starts it: supervisor, embedded PostgreSQL, radius and web process, the recording of attempts
on. ${count(report.customers)} line customers are registered with one device each under strict binding. The generator keeps a window of requests open,
gives each a fresh authenticator, and checks every reply: both signatures, the code, MS-CHAPv2's proof.

${tables}
*One core*: all processes of Gatehouse on one core, the generator on another. *Both cores*: no core is reserved, and the generator
shares them. ${loadSentence(report.loadBefore)}Absolute figures move by a tenth or more from run to run and much more from machine to machine.
`;
}

function loadSentence(load: number): string {
  if (load <= 0.5) return '';
  return `**The machine was busy with other work** (load ${load.toFixed(1)} before the start): these figures are too low. `;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function milliseconds(microseconds: number): string {
  return `${(microseconds / 1000).toFixed(1)} ms`;
}
