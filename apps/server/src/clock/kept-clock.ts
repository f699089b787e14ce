import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { machineRun, machineTime } from './machine-time.ts';
import { type ClockNews, readClockNews, tellTime } from './clock.queries.ts';
import {
  type Clock,
  JUMP_MS_MIN,
  type KeptTime,
  type TimeSources,
  timeToBeginWith,
  TrustedClock,
} from './trusted-clock.ts';

/** The trusted clock of a process, kept over its restarts and in step with the other processes. */
export type KeptClock = Clock & {
  /** All confirmed corrections ever, in milliseconds: `now() - stepsMs()` never steps. */
  stepsMs(): number;
  /** The time for a database whose own clock, or this machine's, has jumped; null: its clock can be used. */
  forDatabase(): number | null;
  /** Asks the database whether an operator has confirmed a correction. */
  refresh(): Promise<void>;
  onStep(listener: (ms: number) => void): void;
  stop(): Promise<void>;
};

export type KeptClockOptions = {
  /** A file of this process alone. */
  readonly path: string;
  readonly pool: Pool;
  readonly log: Logger;
  /** Changes whenever the machine is started anew. */
  readonly run: string;
  readonly sources: TimeSources;
};

type Kept = KeptTime & { readonly confirmation: number; readonly stepsMs: number };

const TICK_MS = 1000;
const REFRESH_EVERY_MS = 5000;
const KEEP_EVERY_MS = 30_000;
const FIRST_ANSWER_MS_MAX = 3000;

export async function openKeptClock(options: KeptClockOptions): Promise<KeptClock> {
  const { path, pool, log, run, sources } = options;
  const kept = await readKept(path);
  const news = await within(FIRST_ANSWER_MS_MAX, readClockNews(pool, kept?.confirmation ?? null)).catch(
    () => null,
  );
  const missedMs = kept === null || news === null ? 0 : news.stepMs;
  const trusted = timeToBeginWith({
    kept: kept && { ...kept, trusted: kept.trusted + missedMs },
    told: news?.toldAt ?? null,
    wall: sources.wall(),
    steady: sources.steady(),
    run,
  });
  const clock = new TrustedClock(sources, trusted);
  const listeners: ((ms: number) => void)[] = [];
  /** Null: not known yet, for neither a file nor the database said so. */
  let confirmation = news?.confirmation ?? kept?.confirmation ?? null;
  let stepsMs = news?.totalMs ?? kept?.stepsMs ?? 0;

  let databaseJumped = false;

  function take({ confirmation: newest, stepMs, totalMs, databaseTime }: ClockNews): void {
    const isStep = confirmation !== null && newest > confirmation && stepMs !== 0;
    confirmation = newest;
    stepsMs = totalMs;
    if (isStep) clock.step(stepMs);
    databaseJumped = Math.abs(databaseTime - clock.now()) > JUMP_MS_MIN;
    if (!isStep) return;
    log.warn(
      { stepMs, now: new Date(clock.now()).toISOString() },
      'the time was corrected, as an operator confirmed',
    );
    for (const listener of listeners) listener(stepMs);
    void keep();
  }

  const refresh = onceAtATime(async () => take(await readClockNews(pool, confirmation)));
  const keep = onceAtATime(async () => {
    const now = { trusted: clock.now(), steady: sources.steady(), run };
    if (confirmation !== null) {
      await writeKept(path, { ...now, confirmation, stepsMs }).catch((error: unknown) =>
        log.warn({ err: error }, 'the time cannot be kept on the disk'),
      );
      await tellTime(pool, now.trusted, confirmation).catch(() => undefined); // said elsewhere: the database is away
    }
  });

  if (news !== null) databaseJumped = Math.abs(news.databaseTime - clock.now()) > JUMP_MS_MIN;
  sayJump(clock, log);
  let hadJump = clock.jump !== null;
  const timers = [
    setInterval(() => {
      clock.tick();
      if (clock.jump !== null && !hadJump) sayJump(clock, log);
      if (clock.jump === null && hadJump) log.info('the machine’s clock agrees with the trusted time again');
      hadJump = clock.jump !== null;
    }, TICK_MS),
    setInterval(() => void refresh().catch(() => undefined), REFRESH_EVERY_MS),
    setInterval(() => void keep(), KEEP_EVERY_MS),
  ];
  for (const timer of timers) timer.unref();
  // A database that has not answered just now is not waited for once more.
  const keeping = within(FIRST_ANSWER_MS_MAX, keep()).catch(() => undefined);
  if (news !== null) await keeping;

  return {
    now: clock.now,
    get jump() {
      return clock.jump;
    },
    get steps() {
      return clock.steps;
    },
    stepsMs: () => stepsMs,
    forDatabase() {
      const trusted = clock.now();
      const jumped = Math.abs(sources.wall() - trusted) > JUMP_MS_MIN || databaseJumped;
      return jumped ? trusted : null;
    },
    refresh,
    onStep: (listener) => void listeners.push(listener),
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await within(FIRST_ANSWER_MS_MAX, keep()).catch(() => undefined);
    },
  };
}

/** For a command that runs beside: the time as the processes of this data folder trust it, where it is not the machine's. */
export async function peekTrustedTime(dataFolder: string): Promise<() => number | null> {
  const [run, sources] = [await machineRun(), machineTime()];
  for (const process of ['web', 'radius']) {
    const kept = await readKept(join(dataFolder, `clock-${process}`));
    if (kept?.run !== run) continue;
    const now = () => kept.trusted + (sources.steady() - kept.steady);
    return () => (Math.abs(sources.wall() - now()) > JUMP_MS_MIN ? now() : null);
  }
  return () => null;
}

function sayJump({ jump, now }: TrustedClock, log: Logger): void {
  if (jump === null) return;
  log.error(
    { aheadSeconds: Math.round(jump.aheadMs / 1000), trusted: new Date(now()).toISOString() },
    'the machine’s clock jumped: Gatehouse goes on with the time it trusted until an operator confirms the new one, or the clock is set right',
  );
}

async function readKept(path: string): Promise<Kept | null> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const [trusted, steady, confirmation, stepsMs] = text.split(' ').slice(0, 4).map(Number);
  const run = text.split(' ')[4]?.trim();
  const numbers = [trusted, steady, confirmation, stepsMs];
  if (!run || numbers.some((number) => !Number.isFinite(number))) return null;
  const [first = 0, second = 0, third = 0, fourth = 0] = numbers;
  return { trusted: first, steady: second, confirmation: third, stepsMs: fourth, run };
}

/** Whole or not at all: a power cut in the middle must not leave a time of 1970. */
async function writeKept(path: string, kept: Kept): Promise<void> {
  const { trusted, steady, confirmation, stepsMs, run } = kept;
  const aside = `${path}.new`;
  const file = await open(aside, 'w', 0o600);
  try {
    await file.writeFile(
      `${[Math.round(trusted), Math.round(steady), confirmation, stepsMs, run].join(' ')}\n`,
    );
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(aside, path);
}

/** Whoever asks while it runs waits for the same run. */
function onceAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    running ??= work().finally(() => (running = null));
    return running;
  };
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('too late')), timeoutMs);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
