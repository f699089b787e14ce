import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeMachine, loadBefore, warningOf, watchMachine } from './machine.ts';
import { measureAll } from './measure.ts';
import { measureImports } from './measure-imports.ts';
import { measureLists } from './measure-lists.ts';
import { measureMillion } from './measure-million.ts';
import { measureRemovals } from './measure-removals.ts';
import { openStage, type Stage, type StageOptions } from './open-stage.ts';
import type { BenchOptions } from './options.ts';
import { type Section, writePage } from './page.ts';
import type { Part } from './scenarios.ts';
import {
  count,
  importTable,
  listTable,
  loadTables,
  millionTable,
  removalTable,
  startTable,
} from './tables.ts';

export type BenchParts = StageOptions & {
  /** docs/benchmarks.md, or another page that is written whatever was measured. */
  readonly page: string;
};

/** Measures one thing after the other; each table is shown, and written into the page, as soon as there is one. */
export async function runBench(parts: BenchParts): Promise<void> {
  const { options, say } = parts;
  const load = loadBefore();
  const stage = await openStage(parts);
  const { scenarios, house, starts } = stage;
  // What we started is ours; what FreeRADIUS's script started is nobody's child.
  const ours = [process.pid, ...stage.targets.flatMap(({ roots }) => roots)];

  /** Measures, and shows with a warning if others disturbed it. */
  const part = async <T>(
    measure: () => Promise<T>,
    tablesOf: (found: T) => Partial<Record<Section, string>>,
    disturbance = watchMachine(() => ours),
  ) => {
    const tables = tablesOf(await measure());
    const warning = warningOf(disturbance(), load);
    for (const [section, table] of Object.entries(tables) as [Section, string][]) {
      const texts = [measuredSentence(options, section), warning, table];
      const text = texts.filter((each) => each !== '').join('\n\n');
      console.log(`\n${text}\n`);
      await keep(parts, section, text);
    }
  };

  if (scenarios.length > 0)
    await part(
      () => measureAll(scenarios, stage.targets, { ...parts, ...options }),
      (measured) => loadTables(measured, stage.notCompared),
    );
  if (options.parts.has('start'))
    await part(
      async () => ({ ...starts, memoryAfter: scenarios.length > 0 ? house.memory() : null }),
      (measured) => ({ start: startTable(measured) }),
      () => stage.startsDisturbance,
    );
  if (options.parts.has('imports'))
    await part(
      () => measureImports({ ...parts, house, usersFile: stage.lines.file }),
      (found) => ({ imports: importTable(found) }),
    );
  if (options.parts.has('lists'))
    await part(
      () => measureLists({ ...parts, devices: options.listDevices, users: stage.lines.users }),
      (found) => ({ lists: listTable(found) }),
    );
  if (options.parts.has('million'))
    await part(
      () => million(parts, stage),
      (found) => ({ million: millionTable(found) }),
    );
  if (options.parts.has('removals'))
    await part(
      () => removals(parts, stage),
      (found) => ({ removals: removalTable(found) }),
    );
  say('done');
}

function million(parts: BenchParts, { gatehouse }: Stage) {
  const { options } = parts;
  return measureMillion({ ...parts, ...options, usual: gatehouse, customers: options.millionCustomers });
}

async function removals(parts: BenchParts, { house, lines }: Stage) {
  const { options, say } = parts;
  const name = `gatehouse-removals-${new Date().toISOString().replaceAll(/[:.]/g, '')}.csv`;
  const found = await measureRemovals({
    ...parts,
    house,
    users: lines.users,
    count: Math.min(options.removals, Math.floor(lines.users.length / 2)),
    importRows: options.customers,
    ledgerFile: path.join(tmpdir(), name),
  });
  say(`the ledger is ${found.ledgerFile}`);
  return found;
}

function measuredSentence({ rounds, seconds, customers }: BenchOptions, section: Section): string {
  const once = section === 'removals' || section === 'imports' || section === 'lists';
  const repeated = once ? '' : `, best of ${rounds}`;
  const each = section === 'start' || once ? '' : `, ${seconds} s each`;
  const size = `${count(customers)} customers${repeated}${each}`;
  return `Measured on ${new Date().toISOString().slice(0, 10)}, on ${describeMachine()}; ${size}.`;
}

const LOGIN_PARTS: readonly Part[] = ['calibration', 'pap', 'chap', 'mac', 'mschapv2', 'refused', 'paced'];

/** The page gets what was measured whole and at full size; another page gets all. */
async function keep({ options, page, say }: BenchParts, section: Section, text: string): Promise<void> {
  const whole = section !== 'logins' || LOGIN_PARTS.every((each) => options.parts.has(each));
  if (options.page === null && !(whole && options.fullSize))
    return say(`${section}: not written into ${page}, for it was a part or a quick look`);
  await writePage(page, new Map([[section, text]]));
  say(`${section}: written into ${page}`);
}
