import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Listener } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { keepPorts } from './keep-ports.ts';
import type { FromChild, ToChild } from './child-messages.ts';

export type ChildOptions = {
  readonly name: string;
  readonly entry: URL;
  readonly start: Extract<ToChild, { say: 'start' }>;
  readonly log: Logger;
  /** The whole system is to stop: breaks off a first start, and nothing that dies from now on is started again. */
  readonly stop: AbortSignal;
};

export type SupervisedChild = {
  readonly listeners: readonly Listener[];
  stop(): Promise<void>;
};

const RESTART_MS_MIN = 250;
const RESTART_MS_MAX = 10_000;
/** Having run for so long, its next death is a new story. */
const STEADY_MS = 30_000;
const STOP_MS_MAX = 20_000;

/**
 * Starts a child and resolves when it listens; a failure of this first start is thrown. From then on it is started
 * again, with growing pauses, whenever it dies.
 */
export async function superviseChild(options: ChildOptions): Promise<SupervisedChild> {
  const stopping = new AbortController();
  const ending = AbortSignal.any([stopping.signal, options.stop]);
  const first = await startOnce(options);
  let current = first.child;
  const loop = keepRunning(options, first, ending, (child) => (current = child));
  return {
    listeners: first.listeners,
    async stop() {
      stopping.abort();
      await stopChild(current, options);
      await loop;
    },
  };
}

async function keepRunning(
  options: ChildOptions,
  { child: first, listeners }: FirstStart,
  stopping: AbortSignal,
  onChild: (child: ChildProcess) => void,
): Promise<void> {
  const { name, log } = options;
  let pauseMs = RESTART_MS_MIN;
  for (let child = first; ; ) {
    const startedAt = performance.now();
    await untilExit(child);
    if (stopping.aborted) return;
    if (performance.now() - startedAt > STEADY_MS) pauseMs = RESTART_MS_MIN;
    log.error(
      { child: name, pid: child.pid, code: child.exitCode, signal: child.signalCode, pauseMs },
      'a child ended; it is started again',
    );
    await sleep(pauseMs, undefined, { signal: stopping }).catch(() => {});
    if (stopping.aborted) return;
    pauseMs = Math.min(pauseMs * 2, RESTART_MS_MAX);
    child = forkChild({
      ...options,
      start: { ...options.start, config: keepPorts(options.start.config, listeners) },
    });
    onChild(child);
    await untilListening(child, options).then(
      () => log.info({ child: name, pid: child.pid }, 'the child serves again'),
      (error: unknown) => log.error({ child: name, err: error }, 'the child could not start'),
    );
  }
}

type FirstStart = { readonly child: ChildProcess; readonly listeners: readonly Listener[] };

async function startOnce(options: ChildOptions): Promise<FirstStart> {
  const child = forkChild(options);
  const breakOff = () => tell(child, { say: 'stop' });
  options.stop.addEventListener('abort', breakOff);
  try {
    return { child, listeners: await untilListening(child, options) };
  } catch (error) {
    await stopChild(child, options);
    throw error;
  } finally {
    options.stop.removeEventListener('abort', breakOff);
  }
}

/** A large space for young objects costs 100 MB while a directory is loaded, and makes no login faster. */
const MEMORY_FLAGS = ['--max-semi-space-size=8'];

function forkChild({ entry, start }: ChildOptions): ChildProcess {
  const execArgv = [...process.execArgv, ...MEMORY_FLAGS];
  const child = fork(entry, [], { execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.on('error', () => {}); // a message to a child that is just going
  tell(child, start);
  return child;
}

function untilListening(child: ChildProcess, { name }: ChildOptions): Promise<readonly Listener[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly Listener[]>();
  child.on('message', (message: FromChild) => {
    if (message.say === 'listening') resolve(message.listeners);
    else reject(new Refusal(message.sentence));
  });
  // A refusal sent just before the end arrives first: 'close' comes after the channel is empty.
  child.once('close', () =>
    reject(new Refusal(`The ${name} process ended while it was starting; its log stands above.`)),
  );
  return promise;
}

async function stopChild(child: ChildProcess, { name, log }: ChildOptions): Promise<void> {
  if (hasExited(child)) return;
  const exited = untilExit(child);
  tell(child, { say: 'stop' });
  const late = sleep(STOP_MS_MAX, 'late' as const, { ref: false });
  if ((await Promise.race([exited, late])) === 'late') {
    log.error({ child: name, pid: child.pid }, 'the child did not stop in time and is killed');
    child.kill('SIGKILL');
    await exited;
  }
}

async function untilExit(child: ChildProcess): Promise<void> {
  if (hasExited(child)) return;
  await new Promise<void>((resolve) => child.once('exit', () => resolve()));
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

function tell(child: ChildProcess, message: ToChild): void {
  if (child.connected) child.send(message, () => {}); // a child that is going reads no more
}
