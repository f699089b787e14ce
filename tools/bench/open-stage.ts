import { freeRadiusMissing, setUpFreeRadius } from './freeradius.ts';
import { type House, openHouse } from './house.ts';
import type { LoadGenerator } from './load-generator.ts';
import { type Disturbance, watchMachine } from './machine.ts';
import { measureStarts, type Starts } from './measure-starts.ts';
import type { BenchOptions } from './options.ts';
import { startReferences } from './references.ts';
import { type Scenario, SCENARIOS } from './scenarios.ts';
import type { Target } from './target.ts';
import { guestRows, lineRows, makeUsers, type UserFile } from './users.ts';

export type StageOptions = {
  readonly options: BenchOptions;
  readonly generator: LoadGenerator;
  readonly workFolder: string;
  /** What is to be stopped or removed at the end, whatever happens. */
  readonly atEnd: (step: () => Promise<unknown>) => void;
  readonly say: (line: string) => void;
};

/** All servers that are measured, running. */
export type Stage = {
  readonly scenarios: readonly Scenario[];
  readonly house: House;
  readonly gatehouse: Target;
  readonly starts: Starts;
  readonly startsDisturbance: Disturbance;
  readonly lines: UserFile;
  readonly targets: readonly Target[];
  /** Why FreeRADIUS is not among them; `null` where it is, or nothing asks for it. */
  readonly notCompared: string | null;
};

type Users = { readonly lines: UserFile; readonly guests: UserFile };

/** Fills the product, measuring its starts on the way, and starts what it is compared with. */
export async function openStage(stage: StageOptions): Promise<Stage> {
  const { options, generator, workFolder: folder } = stage;
  const scenarios = SCENARIOS.filter(({ part }) => options.parts.has(part));
  const count = options.customers;
  const lines = await makeUsers(generator, { folder, name: 'lines', first: 0, count });
  const guests = await makeUsers(generator, { folder, name: 'guests', first: count, count });
  const house = await openHouse(folder);
  stage.atEnd(() => house.remove());
  const disturbance = watchMachine(() => [process.pid]);
  const starts = await fillHouse(house, { lines, guests }, scenarios, stage);
  const startsDisturbance = disturbance();
  const gatehouse = house.target({ lines: lines.file, guests: guests.file });
  const files = { lines: lines.file, guests: guests.file };
  const references = await startTheReferences(stage, scenarios, files);
  const { freeRadius, notCompared } = await startFreeRadius(stage, scenarios, files);
  const targets = [gatehouse, ...references, ...freeRadius];
  return { scenarios, house, gatehouse, starts, startsDisturbance, lines, targets, notCompared };
}

/** Lines first, then the starts are measured, then the guests come, if anybody asks for them. */
async function fillHouse(
  house: House,
  { lines, guests }: Users,
  scenarios: readonly Scenario[],
  { options, say }: StageOptions,
): Promise<Starts> {
  const importSeconds = await house.importRows(lineRows(lines.users));
  say(`imported ${lines.users.length} lines in ${importSeconds.toFixed(1)} s`);
  const filled = { customers: lines.users.length, devices: lines.users.length, importSeconds };
  const rounds = options.parts.has('start') ? options.rounds : 1;
  const starts = await measureStarts(house, filled, { rounds, say });
  if (scenarios.some(({ users }) => users === 'guests')) {
    const taken = new Set(lines.users.map(({ mac }) => mac));
    await house.importRows(guestRows(guests.users.filter(({ mac }) => !taken.has(mac))));
  }
  return starts;
}

async function startTheReferences(
  { generator, workFolder, atEnd }: StageOptions,
  scenarios: readonly Scenario[],
  files: Target['users'],
): Promise<readonly Target[]> {
  if (!scenarios.some(({ part }) => part === 'calibration')) return [];
  const references = await startReferences(generator.responder, workFolder, files);
  atEnd(() => references.stop());
  return references.targets;
}

/** FreeRADIUS in the set-ups that the scenarios ask for. */
async function startFreeRadius(
  { options, generator, workFolder, atEnd, say }: StageOptions,
  scenarios: readonly Scenario[],
  files: Target['users'],
): Promise<{ freeRadius: readonly Target[]; notCompared: string | null }> {
  const asked = new Set(scenarios.flatMap(({ against }) => against));
  const wanted = [...asked].filter(
    (id) => id.startsWith('freeradius') && (options.stock || !id.endsWith('stock')),
  );
  if (wanted.length === 0) return { freeRadius: [], notCompared: null };
  const notCompared = options.compare ? freeRadiusMissing(generator.sourceFolder) : 'not wanted';
  if (notCompared !== null) {
    say(`no comparison with FreeRADIUS: ${notCompared}`);
    return { freeRadius: [], notCompared };
  }
  say('sets FreeRADIUS up');
  const setUp = await setUpFreeRadius(generator.sourceFolder, workFolder, files, atEnd);
  const freeRadius: Target[] = [];
  for (const id of wanted) freeRadius.push(await setUp.start(id));
  return { freeRadius, notCompared };
}
