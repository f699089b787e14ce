import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Listener } from '@gatehouse/server/parts';
import type { SmsProvider } from './sms-provider.ts';

const program = path.resolve(import.meta.dirname, '../nas-simulator/main.ts');

export type Busy = {
  readonly factsFile: string;
  /** Ids of the demo's routers, in the order of `seedRouters`. */
  readonly nasIds: readonly (string | null)[];
  readonly sms: SmsProvider;
  readonly print: (line: string) => void;
};

/** Runs the NAS simulator as a process of its own; what is returned stops it. */
export async function keepBusy(
  listeners: readonly Listener[],
  { factsFile, nasIds, sms, print }: Busy,
): Promise<() => Promise<void>> {
  const options = {
    demo: factsFile,
    auth: addressOf(listeners, 'radius-auth'),
    acct: addressOf(listeners, 'radius-acct'),
    portal: onThisMachine(addressOf(listeners, 'portal')),
    nas: nasIds.map((id) => id ?? '').join(','),
  };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const simulator = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(simulator, 'spawn');
  sms.onMessage((message) => {
    // Whoever tries the portal with a telephone of their own finds the code here.
    if (!message.to.startsWith(SIMULATED_NUMBERS)) print(`Text message to ${message.to}: ${message.text}`);
    if (simulator.connected) simulator.send(message);
  });
  return async () => {
    sms.close();
    await stop(simulator);
  };
}

/** Numbers that nobody has: 555 is no area of the North American plan. */
const SIMULATED_NUMBERS = '+1555';

async function stop(simulator: ChildProcess): Promise<void> {
  if (simulator.exitCode !== null || simulator.signalCode !== null) return;
  const ended = once(simulator, 'exit');
  simulator.kill('SIGTERM');
  await ended;
}

function addressOf(listeners: readonly Listener[], name: string): string {
  return listeners.find((listener) => listener.name === name)?.address ?? '';
}

/** Where it listens on every address, it is reached on loopback. */
function onThisMachine(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//127.0.0.1:');
}
