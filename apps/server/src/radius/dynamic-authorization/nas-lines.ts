import { openRadiusClient, type RadiusClient } from '@gatehouse/radius/transport/radius-client';
import type { ListenAddress } from '../../config.ts';

type NasLine = { readonly client: Promise<RadiusClient>; using: number; idle: NodeJS.Timeout | null };

/** A late answer still finds the socket it is for, where it is known to be late. */
const IDLE_MS = 30_000;
const REMEMBERED_MAX = 10_000;
const WILDCARDS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/**
 * One socket per router that is being asked, so that a router that does not answer uses up nobody else's Identifiers.
 * It leaves from the address that the router itself asks: most take these requests from their RADIUS server alone.
 */
export class NasLines {
  readonly #listening: readonly ListenAddress[];
  readonly #lines = new Map<string, NasLine>();
  /** By router: which of our addresses its last accounting came to. */
  readonly #heardOn = new Map<string, string>();

  constructor(listening: readonly ListenAddress[]) {
    this.#listening = listening;
  }

  /** Called for every Accounting-Request. */
  heard(nasAddress: string, localAddress: string): void {
    if (this.#heardOn.size >= REMEMBERED_MAX && !this.#heardOn.has(nasAddress)) return;
    this.#heardOn.set(nasAddress, localAddress);
  }

  /** Lends the router's client for as long as `use` takes. */
  async with<T>(nasAddress: string, use: (client: RadiusClient) => Promise<T>): Promise<T> {
    const localAddress = this.#leaveFrom(nasAddress);
    const key = `${nasAddress} ${localAddress ?? ''}`;
    const line = this.#lines.get(key) ?? this.#open(key, localAddress);
    if (line.idle !== null) clearTimeout(line.idle);
    line.using += 1;
    try {
      return await use(await line.client);
    } finally {
      line.using -= 1;
      if (line.using === 0) line.idle = setTimeout(() => void this.#close(key), IDLE_MS).unref();
    }
  }

  /** What is under way ends as a timeout. */
  async close(): Promise<void> {
    await Promise.all([...this.#lines.keys()].map((key) => this.#close(key)));
  }

  #leaveFrom(nasAddress: string): string | null {
    const heardOn = this.#heardOn.get(nasAddress);
    if (heardOn !== undefined) return heardOn;
    const family = this.#listening.filter(
      ({ address }) => address.includes(':') === nasAddress.includes(':'),
    );
    if (family.some(({ address }) => WILDCARDS.has(address))) return null;
    return family[0]?.address ?? null;
  }

  #open(key: string, localAddress: string | null): NasLine {
    const line: NasLine = { client: openFrom(localAddress), using: 0, idle: null };
    this.#lines.set(key, line);
    return line;
  }

  async #close(key: string): Promise<void> {
    const line = this.#lines.get(key);
    if (line === undefined) return;
    this.#lines.delete(key);
    if (line.idle !== null) clearTimeout(line.idle);
    await (await line.client).close();
  }
}

/** An address that is not ours any more is no reason not to ask. */
async function openFrom(localAddress: string | null): Promise<RadiusClient> {
  if (localAddress === null) return openRadiusClient();
  return openRadiusClient({ localAddress }).catch(() => openRadiusClient());
}
