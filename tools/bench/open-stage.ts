import { freeRadiusMissing, setUpFreeRadius } from './freeradius.ts';
import { type House, openHouse } from './house.ts';
import type { LoadGenerator } from './load-generator.ts';
import { type Disturbance, watchMachine } from './machine.ts';
import { measureStarts, type Starts } from './measure-starts.ts';
import type { BenchOptions } from './options.ts';
import { startReferences } from './references.ts';
import { type Scenario, SCENARIOS, type TargetId } from './scenarios.ts';
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
  const others = await startOthers(stage, scenarios, { lines, guests });
  const targets = [gatehouse, ...others];
  return { scenarios, house, gatehouse, starts, startsDisturbance, lines, targets };
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

/** FreeRADIUS and the references, as far as the scenarios ask for them. */
async function startOthers(
  { options, generator, workFolder, atEnd, say }: StageOptions,
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
  const wanted = [...asked].filter((id) => isFreeRadius(id) && (options.stock || !id.endsWith('stock')));
  if (!options.compare || wanted.length === 0) return targets;
  const missing = freeRadiusMissing(generator.sourceFolder);
  if (missing !== null) {
    say(`no comparison with FreeRADIUS: ${missing}`);
    return targets;
  }
  say('sets FreeRADIUS up');
  const freeRadius = await setUpFreeRadius(generator.sourceFolder, workFolder, files, atEnd);
  for (const id of wanted) {
    const target = await freeRadius.start(id);
    if (target !== null) targets.push(target);
  }
  return targets;
}

function isFreeRadius(id: TargetId): boolean {
  return id.startsWith('freeradius');
}
