import { tmpdir } from 'node:os';
import path from 'node:path';
import { freeRadiusMissing, setUpFreeRadius } from './freeradius.ts';
import { type House, openHouse } from './house.ts';
import type { LoadGenerator } from './load-generator.ts';
import { type Disturbance, describeMachine, loadBefore, warningOf, watchMachine } from './machine.ts';
import { measureAll, type Measurement } from './measure.ts';
import { measureMillion } from './measure-million.ts';
import { measureRemovals } from './measure-removals.ts';
import { measureStarts, type Starts } from './measure-starts.ts';
import type { BenchOptions } from './options.ts';
import { type Section, writePage } from './page.ts';
import { pinTo, processTrees } from './processes.ts';
import { startReferences } from './references.ts';
import { type Part, type Scenario, SCENARIOS, STANDARD_PARTS } from './scenarios.ts';
import { loadTable, millionTable, ratioTable, removalTable, startTable } from './tables.ts';
import type { Target } from './target.ts';
import { guestRows, lineRows, makeUsers, type UserFile } from './users.ts';

export type BenchParts = {
  readonly options: BenchOptions;
  readonly generator: LoadGenerator;
  readonly workFolder: string;
  readonly project: string;
  /** What is to be stopped or removed at the end, whatever happens. */
  readonly atEnd: (step: () => Promise<unknown>) => void;
};

const say = (line: string): void => console.error(`bench: ${line}`);

/** The parts in their order; each prints its table when it has it, and the page is written at the end. */
export async function runBench(parts: BenchParts): Promise<void> {
  const { options } = parts;
  const load = loadBefore();
  const tables = new Map<Section, string>();
  const show = (section: Section, text: string, disturbance: Disturbance): void => {
    const whole = [measuredSentence(options), warningOf(disturbance, load), text];
    tables.set(section, whole.filter((each) => each !== '').join('\n\n'));
    console.log(`\n${tables.get(section)}\n`);
  };

  const scenarios = SCENARIOS.filter(({ part }) => options.parts.has(part));
  const wantsHouse = [...options.parts].some((part) => part !== 'calibration');
  const users = await makeAllUsers(parts);
  const targets: Target[] = [];
  const roots: number[] = [];
  // The product's supervisor is our child, so it is ours already; these are those that are not.
  const watch = (): (() => Disturbance) => watchMachine(() => [process.pid, ...roots]);

  const house = wantsHouse ? await openHouse(parts.workFolder) : null;
  if (house !== null) parts.atEnd(() => house.remove());
  let starts: Starts | null = null;
  let startsDisturbance: Disturbance | null = null;
  if (house !== null) {
    const stop = watch();
    starts = await fillHouse(house, users, options);
    startsDisturbance = stop();
    targets.push(house.target({ lines: users.lines.file, guests: users.guests.file }));
  }
  for (const target of await startOthers(parts, scenarios, users)) {
    targets.push(target);
    roots.push(...target.roots);
  }
  pinTo([process.pid], '1');

  if (scenarios.length > 0) {
    const stop = watch();
    const measured = await measureAll(scenarios, targets, { ...parts, ...options, say });
    const disturbance = stop();
    for (const section of ['logins', 'accounting'] as const) {
      const own = measured.filter(
        ({ scenario }) => (scenario.part === 'accounting') === (section === 'accounting'),
      );
      if (own.length > 0) show(section, loadTables(own), disturbance);
    }
  }
  if (house !== null && starts !== null && startsDisturbance !== null && options.parts.has('start')) {
    starts.memoryAfter = scenarios.length > 0 ? house.memory() : null;
    show('start', startTable(starts), startsDisturbance);
  }
  const usual = targets.find(({ id }) => id === 'gatehouse');
  if (options.parts.has('million') && usual !== undefined) {
    const stop = watch();
    const million = await measureMillion({
      ...parts,
      ...options,
      usual,
      customers: options.millionCustomers,
      say,
    });
    show('million', millionTable(million), stop());
  }
  if (options.parts.has('removals') && house !== null && usual !== undefined) {
    const stop = watch();
    pinTo(processTrees([process.pid]), '0,1');
    const removals = await measureRemovals({
      ...parts,
      house,
      users: users.lines.users,
      count: options.removals,
      ledgerFile: path.join(
        tmpdir(),
        `gatehouse-removals-${new Date().toISOString().replaceAll(':', '')}.csv`,
      ),
      ...(!options.fullSize && { importRows: options.customers }),
      say,
    });
    show('removals', removalTable(removals), stop());
    say(`the ledger is ${removals.ledgerFile}`);
  }
  await keepTables(parts, tables);
}

async function makeAllUsers({ generator, workFolder: folder, options }: BenchParts) {
  const count = options.customers;
  const lines = await makeUsers(generator, { folder, name: 'lines', first: 0, count });
  const guests = await makeUsers(generator, { folder, name: 'guests', first: count, count });
  return { lines, guests };
}

type Users = { readonly lines: UserFile; readonly guests: UserFile };

/** Lines first, then the starts are measured, then the guests come, if anybody asks for them. */
async function fillHouse(house: House, { lines, guests }: Users, options: BenchOptions): Promise<Starts> {
  const importSeconds = await house.importRows(lineRows(lines.users));
  say(`imported ${lines.users.length} lines in ${importSeconds.toFixed(1)} s`);
  const filled = { customers: lines.users.length, devices: lines.users.length, importSeconds };
  const rounds = options.parts.has('start') ? options.rounds : 1;
  const starts = await measureStarts(house, filled, { rounds, say });
  const taken = new Set(lines.users.map(({ mac }) => mac));
  const own = guests.users.filter(({ mac }) => !taken.has(mac));
  if (SCENARIOS.some(({ users, part }) => users === 'guests' && options.parts.has(part)))
    await house.importRows(guestRows(own));
  return starts;
}

/** FreeRADIUS and the references, as far as the scenarios ask for them. */
async function startOthers(
  { options, generator, workFolder, atEnd }: BenchParts,
  scenarios: readonly Scenario[],
  { lines, guests }: Users,
): Promise<Target[]> {
  const asked = new Set(scenarios.flatMap(({ against }) => against));
  const files = { lines: lines.file, guests: guests.file };
  const targets: Target[] = [];
  if (asked.has('reference-c')) {
    const references = await startReferences(generator.responder, workFolder, files);
    atEnd(() => references.stop());
    targets.push(...references.targets);
  }
  const wanted = [...asked].filter(
    (id) => id.startsWith('freeradius') && (options.stock || !id.endsWith('stock')),
  );
  if (!options.compare || wanted.length === 0) return targets;
  const missing = freeRadiusMissing(generator.sourceFolder);
  if (missing !== null) {
    say(`no comparison with FreeRADIUS: ${missing}`);
    return targets;
  }
  say('sets FreeRADIUS up');
  const freeRadius = await setUpFreeRadius(generator.sourceFolder, workFolder, files);
  atEnd(() => freeRadius.stop());
  for (const id of wanted) {
    const target = await freeRadius.start(id);
    if (target !== null) targets.push(target);
  }
  return targets;
}

function loadTables(measured: readonly Measurement[]): string {
  return [loadTable(measured), ratioTable(measured)].filter((each) => each !== '').join('\n\n');
}

function measuredSentence({ rounds, seconds, customers }: BenchOptions): string {
  const size = `best of ${rounds}, ${seconds} s each, ${customers.toLocaleString('en-US')} customers`;
  return `Measured on ${new Date().toISOString().slice(0, 10)}, on ${describeMachine()}; ${size}.`;
}

const LOGIN_PARTS: readonly Part[] = STANDARD_PARTS.filter(
  (part) => part !== 'accounting' && part !== 'start',
);

/** Writes what was measured whole and at full size, or all of it where another page is named. */
async function keepTables(
  { options, project }: BenchParts,
  tables: ReadonlyMap<Section, string>,
): Promise<void> {
  const whole = [...tables].filter(
    ([section]) => section !== 'logins' || LOGIN_PARTS.every((part) => options.parts.has(part)),
  );
  if (options.page !== null) return writePage(path.resolve(options.page), new Map(tables));
  if (!options.fullSize || whole.length === 0)
    return say('the page is not written: this was a part or a quick look');
  const file = path.join(project, 'docs/benchmarks.md');
  await writePage(file, new Map(whole));
  say(`wrote ${whole.map(([section]) => section).join(', ')} into docs/benchmarks.md`);
}
