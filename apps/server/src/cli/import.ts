import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import { dataOptions, parseFlags } from '../config.ts';
import { customerImport } from '../imports/import-customers.ts';
import { DEVICE_COLUMNS, deviceImport } from '../imports/import-devices.ts';
import { type ImportSummary, importRows, type Verdict } from '../imports/import-rows.ts';
import { CsvRefused, readCsv } from '../imports/read-csv.ts';
import { CUSTOMER_COLUMNS } from '../imports/read-customer-row.ts';
import { Refusal } from '../refusal.ts';
import type { Terminal } from './command.ts';
import { type CommandParts, withDatabase } from './with-database.ts';

const options = {
  ...dataOptions,
  'dry-run': { type: 'boolean' },
  'over-limit': { type: 'boolean' },
} as const;

const PROGRESS_MS = 1000;

/**
 * `import customers|devices FILE.csv`: one verdict per row on stdout, progress and the sum on stderr.
 * Exit code 1 when any row was refused or the file cannot be used.
 */
export async function run(
  args: readonly string[],
  { environment, print, remark }: Terminal,
): Promise<number> {
  const { values, positionals } = parseFlags(args, options, { allowPositionals: true });
  const [kind, file] = positionals;
  if ((kind !== 'customers' && kind !== 'devices') || file === undefined || positionals.length > 2) {
    throw new Refusal('What can be imported: `import customers FILE.csv`, `import devices FILE.csv`.');
  }
  const source = await openFile(file);
  const dryRun = values['dry-run'] ?? false;
  const overLimit = values['over-limit'] ?? false;
  const progress = openProgress(remark);
  const importFile = ({ db, actor, secretBox }: CommandParts) => {
    const rowImport =
      kind === 'customers' ? customerImport({ secretBox, overLimit }) : deviceImport({ overLimit });
    const columns = kind === 'customers' ? CUSTOMER_COLUMNS : DEVICE_COLUMNS;
    const onVerdict = (verdict: Verdict) => {
      print(verdictLine(verdict));
      progress.step(verdict.ok);
    };
    return importRows(readCsv(source, columns), rowImport, { db, actor, dryRun, onVerdict });
  };
  try {
    const summary = await withDatabase(
      { data: values.data, environment, doing: `gatehouse import ${kind}` },
      importFile,
    );
    remark(summaryLine(kind, summary, dryRun));
    return summary.refused === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof CsvRefused)) throw error;
    const before =
      progress.done() === 0 ? '' : ` The ${progress.done()} rows before have their verdicts above.`;
    throw new Refusal(`${file}: ${error.message}${before}`);
  } finally {
    source.destroy();
  }
}

async function openFile(file: string) {
  const source = createReadStream(file);
  await once(source, 'open').catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(
      `${file} cannot be read (${error.code === 'ENOENT' ? 'there is no such file' : error.code}).`,
    );
  });
  return source;
}

function verdictLine({ line, ok, subject, sentence }: Verdict): string {
  return [`line ${line}`, ok ? 'ok' : 'refused', subject.replaceAll(/\s+/g, ' '), sentence].join('\t');
}

function summaryLine(
  kind: string,
  { accepted, refused, pendingNodes }: ImportSummary,
  dryRun: boolean,
): string {
  const number = (count: number, things: string) =>
    `${count.toLocaleString('en')} ${count === 1 ? things.replace(/s$/, '') : things}`;
  const done = dryRun ? 'would be imported; nothing was written' : 'imported';
  const pending = pendingNodes.length > 0 ? ` Stored, not yet in force on ${pendingNodes.join(', ')}.` : '';
  return `${number(accepted, kind)} ${done}, ${number(refused, 'rows')} refused.${pending}`;
}

/** Says how far it is, once a second. */
function openProgress(remark: (line: string) => void) {
  let done = 0;
  let refused = 0;
  let saidAt = Date.now();
  return {
    done: () => done,
    step(ok: boolean) {
      done += 1;
      if (!ok) refused += 1;
      if (Date.now() - saidAt < PROGRESS_MS) return;
      saidAt = Date.now();
      remark(`${done.toLocaleString('en')} rows done, ${refused.toLocaleString('en')} refused …`);
    },
  };
}
