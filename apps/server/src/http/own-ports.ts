import type { Listener } from '../parts.ts';
import type { OwnPorts } from '../outgoing/may-ask.ts';

const POSTGRESQL_PORT = 5432;

/** The ports of our listeners, and of the database where it is reached by TCP. */
export function ownPortsOf(listeners: readonly Listener[], databaseUrl: string | null): OwnPorts {
  const here = new Set(listeners.map(({ address }) => portOf(address)));
  if (databaseUrl === null) return { here, anywhere: new Set() };
  return { here, anywhere: new Set([Number(new URL(databaseUrl).port) || POSTGRESQL_PORT]) };
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}
