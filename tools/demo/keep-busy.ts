import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Listener } from '@gatehouse/server/parts';

const program = path.resolve(import.meta.dirname, '../nas-simulator/main.ts');

/** Runs the NAS simulator as a process of its own; what is returned stops it. */
export async function keepBusy(
  listeners: readonly Listener[],
  factsFile: string,
): Promise<() => Promise<void>> {
  const auth = addressOf(listeners, 'radius-auth');
  const acct = addressOf(listeners, 'radius-acct');
  const simulator = spawn(process.execPath, [program, '--demo', factsFile, '--auth', auth, '--acct', acct], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(simulator, 'spawn');
  return () => stop(simulator);
}

async function stop(simulator: ChildProcess): Promise<void> {
  if (simulator.exitCode !== null || simulator.signalCode !== null) return;
  const ended = once(simulator, 'exit');
  simulator.kill('SIGTERM');
  await ended;
}

function addressOf(listeners: readonly Listener[], name: string): string {
  return listeners.find((listener) => listener.name === name)?.address ?? '';
}
