import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Listener } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { keepPorts } from './keep-ports.ts';
import { RestartPause } from './restart-pause.ts';
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
  /** Usually at once; a child that waits for the database may take long. Rejects when the system stops before. */
  readonly listening: Promise<readonly Listener[]>;
  stop(): Promise<void>;
};

const STOP_MS_MAX = 20_000;

/**
 * Starts a child and resolves when it listens, or says that it waits; a failure of this first start is thrown. From
 * then on it is started again whenever it dies (see RestartPause).
 */
export async function superviseChild(options: ChildOptions): Promise<SupervisedChild> {
  const stopping = new AbortController();
  const ending = AbortSignal.any([stopping.signal, options.stop]);
  const first = await startOnce(options);
  const known = Promise.withResolvers<readonly Listener[]>();
  known.promise.catch(() => undefined); // whoever asks hears of it
  ending.addEventListener('abort', () => known.reject(new Error('stopped')), { once: true });
  const state: State = { child: first, listeners: [] };
  void first.listening.then(
    (listeners) => {
      state.listeners = listeners;
      known.resolve(listeners);
    },
    () => undefined, // it died while it waited: it is started again below
  );
  const loop = keepRunning(options, state, ending, (listeners) => known.resolve(listeners));
  return {
    listening: known.promise,
    async stop() {
      stopping.abort();
      await stopChild(state.child.process, options);
      await loop;
    },
  };
}

/** The child as it runs now, and where it listened when it did. */
type State = { child: StartedChild; listeners: readonly Listener[] };

async function keepRunning(
  options: ChildOptions,
  state: State,
  stopping: AbortSignal,
  onListening: (listeners: readonly Listener[]) => void,
): Promise<void> {
  const { name, log } = options;
  const restarts = new RestartPause();
  for (;;) {
    const { process: child } = state.child;
    await untilExit(child);
    if (stopping.aborted) return;
    const { servesSince } = state.child;
    const pauseMs = restarts.after(servesSince === null ? null : performance.now() - servesSince);
    log.error(
      { child: name, pid: child.pid, code: child.exitCode, signal: child.signalCode, pauseMs },
      'a child ended; it is started again',
    );
    await sleep(pauseMs, undefined, { signal: stopping }).catch(() => {});
    if (stopping.aborted) return;
    const config = keepPorts(options.start.config, state.listeners);
    const next = forkChild({ ...options, start: { ...options.start, config } });
    state.child = next;
    await next.begun.then(
      () => log.info({ child: name, pid: next.process.pid }, 'the child is there again'),
      (error: unknown) => log.error({ child: name, err: error }, 'the child could not start'),
    );
    void next.listening.then(
      (listeners) => {
        state.listeners = listeners;
        onListening(listeners);
      },
      () => undefined,
    );
  }
}

async function startOnce(options: ChildOptions): Promise<StartedChild> {
  const started = forkChild(options);
  const breakOff = () => tell(started.process, { say: 'stop' });
  options.stop.addEventListener('abort', breakOff);
  try {
    await started.begun;
    return started;
  } catch (error) {
    await stopChild(started.process, options);
    throw error;
  } finally {
    options.stop.removeEventListener('abort', breakOff);
  }
}

/** A large space for young objects costs 100 MB while a directory is loaded, and makes no login faster. */
const MEMORY_FLAGS = ['--max-semi-space-size=8'];

type StartedChild = {
  readonly process: ChildProcess;
  /** It listens, or has said that it waits. */
  readonly begun: Promise<unknown>;
  readonly listening: Promise<readonly Listener[]>;
  /** By the monotonic clock; `null`: it does not listen yet. */
  servesSince: number | null;
};

function forkChild({ name, entry, start, log }: ChildOptions): StartedChild {
  const execArgv = [...process.execArgv, ...MEMORY_FLAGS];
  const child = fork(entry, [], {
    execArgv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.on('error', () => {}); // a message to a child that is just going
  tell(child, start);
  const waiting = Promise.withResolvers<void>();
  const listening = Promise.withResolvers<readonly Listener[]>();
  listening.promise.catch(() => undefined); // `begun` says it too
  const started: StartedChild = {
    process: child,
    begun: Promise.race([listening.promise, waiting.promise]),
    listening: listening.promise,
    servesSince: null,
  };
  child.on('message', (message: FromChild) => {
    switch (message.say) {
      case 'listening':
        started.servesSince = performance.now();
        return listening.resolve(message.listeners);
      case 'waiting':
        log.warn({ child: name }, message.sentence);
        return waiting.resolve();
      case 'refused':
        return listening.reject(new Refusal(message.sentence));
    }
  });
  // A refusal sent just before the end arrives first: 'close' comes after the channel is empty.
  child.once('close', () =>
    listening.reject(new Refusal(`The ${name} process ended while it was starting; its log stands above.`)),
  );
  return started;
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
