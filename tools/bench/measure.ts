import type { LoadGenerator } from './load-generator.ts';
import { cpuSecondsOf, pinTo, processTrees } from './processes.ts';
import type { Scenario } from './scenarios.ts';
import { SECRET, type Target } from './target.ts';

/** One counted run. Times in microseconds. */
export type Run = {
  readonly perSecond: number;
  /** CPU per request of the server's process while it ran. */
  readonly serverCpu: number;
  readonly databaseCpu: number | null;
  /** CPU per request of all its processes, until what it writes behind was written; less what it uses when idle. */
  readonly wholeCpu: number;
  readonly p50: number;
  readonly p99: number;
  readonly wrong: number;
  readonly lost: number;
};

/** A scenario against a target, over all rounds. */
export type Measurement = {
  readonly scenario: Scenario;
  readonly target: Target;
  readonly best: Run;
  readonly medianPerSecond: number;
  readonly medianP99: number;
  /** Of all runs, the warm-up too: one is too many. */
  readonly wrong: number;
  readonly lost: number;
};

export type MeasureOptions = {
  readonly generator: LoadGenerator;
  readonly rounds: number;
  readonly seconds: number;
  readonly say: (line: string) => void;
};

type Pair = { readonly scenario: Scenario; readonly target: Target; readonly runs: Run[] };

const WARM_UP_S = 3;

/**
 * Each scenario against each of its targets: first all of them once to warm up, then round after round, so that
 * whatever happens to the machine happens to all alike.
 */
export async function measureAll(
  scenarios: readonly Scenario[],
  targets: readonly Target[],
  options: MeasureOptions,
): Promise<Measurement[]> {
  const pairs = scenarios.flatMap((scenario) =>
    targets
      .filter((target) => scenario.against.includes(target.id))
      .map((target): Pair => ({ scenario, target, runs: [] })),
  );
  pinTo([process.pid], '1'); // the generator's core: we only wait
  const idle = new Map<Target, number>();
  for (const target of new Set(pairs.map((pair) => pair.target))) {
    idle.set(target, await idleShareOf(target));
    options.say(`${target.name}: idle at ${((idle.get(target) ?? 0) * 100).toFixed(0)} % of a core`);
  }
  for (let round = 0; round <= options.rounds; round++) {
    for (const pair of pairs) {
      const seconds = round === 0 ? Math.min(WARM_UP_S, options.seconds) : options.seconds;
      const idleShare = idle.get(pair.target) ?? 0;
      const run = await measureOnce(pair, { seconds, idleShare, generator: options.generator });
      pair.runs.push(run);
      options.say(progressLine(round, pair, run));
    }
  }
  // Whoever is started next, or looked at for something else, has the whole machine again.
  pinTo([process.pid, ...targets.flatMap(({ roots }) => processTrees(roots))], '0,1');
  return pairs.map(judge);
}

async function measureOnce(
  { scenario, target }: Pair,
  { seconds, idleShare, generator }: { seconds: number; idleShare: number; generator: LoadGenerator },
): Promise<Run> {
  await target.prepare();
  pinTo(processTrees(target.roots), scenario.cores === 'one' ? '0' : '0,1');
  await settled(target, idleShare);
  const begun = performance.now();
  const before = cpuSecondsOf(target.roots);
  const { result } = generator.start(
    [...scenario.load, ...argsFor(target, scenario.users), '-t', `${seconds}`],
    scenario.cores === 'one' ? '1' : '0,1',
  );
  const found = await result;
  await settled(target, idleShare);
  const idleSeconds = (idleShare * (performance.now() - begun)) / 1000;
  const whole = Math.max(0, cpuSecondsOf(target.roots) - before - idleSeconds);
  return {
    perSecond: found.rps,
    serverCpu: (found.server_cpu_s_per_1000 ?? 0) * 1000,
    databaseCpu: found.database_cpu_s_per_1000 === undefined ? null : found.database_cpu_s_per_1000 * 1000,
    wholeCpu: (whole * 1e6) / Math.max(1, found.requests),
    p50: found.latency_us.p50,
    p99: found.latency_us.p99,
    wrong: found.wrong,
    lost: found.lost,
  };
}

export function argsFor(target: Target, users: Scenario['users']): string[] {
  const { authPort, acctPort, serverPid, databasePid } = target;
  const where = ['--port', `${authPort}`, '--acct-port', `${acctPort}`, '--secret', SECRET];
  const whom = ['--csv', target.users[users], '--cpu', `server=${serverPid}`];
  const database = databasePid === null ? [] : ['--cpu', `database=${databasePid}`];
  return [...where, ...whom, ...database, ...target.loadArgs];
}

const LOOK_MS = 500;
/** Beyond what it uses when nobody asks; the kernel counts in hundredths of a second. */
const SETTLED_CPU_SHARE = 0.04;
const SETTLING_MS = 15_000;
const IDLE_LOOK_MS = 1000;
const IDLE_LOOKS_ALIKE = 8;
const IDLE_LOOKS_MAX = 120;

/** Waits until the server has done what it left for later: it must neither cost the next one's time nor be hidden. */
async function settled(target: Target, idleShare: number): Promise<void> {
  for (let look = 0; look < SETTLING_MS / LOOK_MS; look++) {
    if ((await cpuShare(target, LOOK_MS)) <= idleShare + SETTLED_CPU_SHARE) return;
  }
}

/**
 * The cores that it uses when nobody asks: the least of what was seen, so that too little is taken off rather than too
 * much. Waits until what filling its database left for later (vacuum, statistics) seems to be done.
 */
async function idleShareOf(target: Target): Promise<number> {
  const seen: number[] = [];
  while (seen.length < IDLE_LOOKS_MAX) {
    seen.push(await cpuShare(target, IDLE_LOOK_MS));
    const latest = Math.max(...seen.slice(-IDLE_LOOKS_ALIKE));
    if (seen.length >= IDLE_LOOKS_ALIKE && latest <= Math.min(...seen) + SETTLED_CPU_SHARE) break;
  }
  return Math.min(...seen);
}

async function cpuShare(target: Target, milliseconds: number): Promise<number> {
  const begun = performance.now();
  const before = cpuSecondsOf(target.roots);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return (cpuSecondsOf(target.roots) - before) / ((performance.now() - begun) / 1000);
}

function judge({ scenario, target, runs }: Pair): Measurement {
  const counted = runs.slice(1);
  const better = (a: Run, b: Run): number =>
    scenario.best === 'lowest p99' ? a.p99 - b.p99 : b.perSecond - a.perSecond;
  const best = counted.toSorted(better)[0];
  if (best === undefined) throw new Error(`${scenario.title}: nothing was measured`);
  return {
    scenario,
    target,
    best,
    medianPerSecond: median(counted.map((run) => run.perSecond)),
    medianP99: median(counted.map((run) => run.p99)),
    wrong: sum(runs.map((run) => run.wrong)),
    lost: sum(runs.map((run) => run.lost)),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}

function progressLine(round: number, { scenario, target }: Pair, run: Run): string {
  const when = round === 0 ? 'warm-up' : `round ${round}`;
  const figures = `${Math.round(run.perSecond)}/s, ${run.serverCpu.toFixed(1)} µs, p99 ${(run.p99 / 1000).toFixed(2)} ms`;
  return `${when}: ${scenario.part} · ${target.name}: ${figures}, wrong ${run.wrong}, lost ${run.lost}`;
}
