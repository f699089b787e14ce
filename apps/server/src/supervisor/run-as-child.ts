import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type KeptClock, openKeptClock } from '../clock/kept-clock.ts';
import { machineRun, machineTime } from '../clock/machine-time.ts';
import { openDatabase } from '../db/open-database.ts';
import { openLog } from '../log.ts';
import type { Parts, StartedRole } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { keepSecretKeys } from '../secret-keys/keep-secret-keys.ts';
import { loadSecretKeys, reloadSecretKeys } from '../secret-keys/key-file.ts';
import { openKeyRing } from '../secrets.ts';
import type { FromChild, ToChild } from './child-messages.ts';
import { sentenceForListening } from './listen-errors.ts';

export type ChildRole = {
  readonly name: 'radius' | 'web';
  /** Database connections at most. */
  readonly poolSize: number;
  /** `onWaiting`: it cannot serve yet, and says why; the others need not wait for it. */
  start(parts: Parts, onWaiting: (sentence: string) => void): Promise<StartedRole>;
};

const PREDECESSOR_MS_MAX = 10_000;
const STOP_MS_MAX = 15_000;
const KEYS_MS_MAX = 1000;
const ORDER_MS_MAX = 3000;

/**
 * The life of a child process: waits to be told what to start, says when it listens, stops when told, by SIGTERM, or
 * when the supervisor is gone, however that happened.
 */
export async function runAsChild(role: ChildRole): Promise<void> {
  const log = openLog(role.name);
  const end = endProcess(log);
  const told = Promise.withResolvers<void>();
  const start = new Promise<Extract<ToChild, { say: 'start' }>>((resolve) => {
    process.on('message', (message: ToChild) =>
      message.say === 'start' ? resolve(message) : told.resolve(),
    );
  });
  process.on('disconnect', told.resolve);
  // Sent to all of us at once (systemd does), the supervisor still says in which order to stop.
  process.on('SIGTERM', () => setTimeout(told.resolve, ORDER_MS_MAX));
  // Ctrl-C and a closed terminal reach the whole group; the supervisor says in which order to stop.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});
  process.on('uncaughtException', (error) => end(error));

  const message = await Promise.race([start, told.promise]);
  if (!message) return process.exit(0);
  const { config, connection, afterCrash } = message;
  let clock: KeptClock | null = null;
  const database = openDatabase(connection, {
    poolSize: role.poolSize,
    applicationName: `gatehouse ${role.name}`,
    trustedNow: () => clock?.forDatabase() ?? null,
    onConnectionLost: (error) => log.warn({ err: error }, 'a database connection was lost'),
  });
  try {
    const path = config.secretKeyFile;
    const keys = await loadSecretKeys(path);
    if (!keys) throw new Refusal(`The secret key ${path} is missing.`);
    const { db, pool } = database;
    const ring = openKeyRing(keys, () => reloadSecretKeys(path));
    const kept = keepSecretKeys({ db, ring, path, log, id: randomUUID(), kind: role.name });
    // Where the database is away nothing is sealed either; and logins do not wait for it.
    await Promise.race([kept.look().catch(() => undefined), sleep(KEYS_MS_MAX)]);
    clock = await openKeptClock({
      path: join(config.dataFolder, `clock-${role.name}`),
      pool,
      log,
      run: await machineRun(),
      sources: machineTime(),
    });
    const parts = { config, db, pool, connection, secretBox: ring, log, clock };
    const onWaiting = (sentence: string) => tell({ say: 'waiting', sentence });
    const starting = startPatiently(() => role.start(parts, onWaiting), afterCrash ? PREDECESSOR_MS_MAX : 0);
    const started = await Promise.race([starting, told.promise]);
    if (!started) return process.exit(0); // told to stop before anything was served
    tell({ say: 'listening', listeners: started.listeners });
    await told.promise;
    setTimeout(() => end(new Error('Stopping took too long.')), STOP_MS_MAX).unref();
    await started.stop();
    await kept.stop();
    await parts.clock.stop();
    await database.close();
    process.exit(0);
  } catch (error) {
    const sentence = error instanceof Refusal ? error.message : sentenceForListening(error, config);
    if (sentence === null) return end(error);
    tell({ say: 'refused', sentence }, () => process.exit(1));
  }
}

/** After a crash the killed supervisor's child may still hold the ports; it is about to notice and go. */
async function startPatiently(start: () => Promise<StartedRole>, patienceMs: number): Promise<StartedRole> {
  for (const until = performance.now() + patienceMs; ; await sleep(200)) {
    try {
      return await start();
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!isTaken || performance.now() > until) throw error;
    }
  }
}

function endProcess(log: Parts['log']): (error: unknown) => void {
  return (error) => {
    log.fatal({ err: error }, 'the process ends');
    process.exit(1);
  };
}

function tell(message: FromChild, then: () => void = () => {}): void {
  if (process.connected) process.send?.(message, then);
  else then();
}
