import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { localAddresses, wildcardFamily } from './local-addresses.ts';
import type { RadiusService } from './peer.ts';

export type ListenAddress = {
  readonly address: string;
  readonly port: number;
  readonly service: RadiusService;
};

/** A listener as it is really bound. */
export type ListeningSocket = ListenAddress & { readonly socket: Socket };

export type ListeningSocketsOptions = {
  readonly listen: readonly ListenAddress[];
  readonly receiveBufferBytes: number;
  readonly followEveryMs: number;
  onMessage(listener: ListeningSocket, message: Buffer, remote: RemoteInfo): void;
  onFault(error: unknown): void;
  onChanged(): void;
};

/**
 * The sockets of a server. A wildcard address is one socket per local address, because a socket bound to the
 * wildcard answers from whatever address the kernel picks; the set follows the machine's addresses.
 */
export class ListeningSockets {
  readonly list: ListeningSocket[] = [];
  private readonly options: ListeningSocketsOptions;
  /** Listeners with a wildcard; their port is fixed once the first socket is bound. */
  private readonly wildcards: { -readonly [Key in keyof ListenAddress]: ListenAddress[Key] }[];
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(options: ListeningSocketsOptions) {
    this.options = options;
    this.wildcards = options.listen
      .filter(({ address }) => wildcardFamily(address) !== null)
      .map((listen) => ({ ...listen }));
  }

  /** Rejects with the system's error (EADDRINUSE, EACCES …) when a listener cannot open; nothing stays open then. */
  async open(): Promise<void> {
    try {
      for (const listen of this.options.listen) {
        if (wildcardFamily(listen.address) === null) this.list.push(await this.bind(listen));
      }
      for (const wildcard of this.wildcards) await this.openWildcard(wildcard);
    } catch (error) {
      await this.close();
      throw error;
    }
    if (this.wildcards.length > 0) this.followLater();
  }

  stopReceiving(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    for (const { socket } of this.list) socket.removeAllListeners('message');
  }

  async close(): Promise<void> {
    this.closed = true;
    this.stopReceiving();
    await Promise.all(this.list.splice(0).map(({ socket }) => closeSocket(socket)));
  }

  private async openWildcard(wildcard: (typeof this.wildcards)[number]): Promise<void> {
    const family = wildcardFamily(wildcard.address);
    const addresses = family === null ? [] : localAddresses(family);
    for (const address of addresses) {
      try {
        const bound = await this.bind({ ...wildcard, address });
        this.list.push(bound);
        wildcard.port = bound.port;
      } catch (error) {
        // An address that is still being set up (IPv6 duplicate detection) comes with a later look.
        if (!isAddressNotReady(error)) throw error;
      }
    }
  }

  private followLater(): void {
    this.timer = setTimeout(() => {
      this.follow()
        .catch((error: unknown) => this.options.onFault(error))
        .finally(() => {
          if (!this.closed) this.followLater();
        });
    }, this.options.followEveryMs);
    this.timer.unref();
  }

  /** Opens sockets for addresses that came, closes those of addresses that went. */
  private async follow(): Promise<void> {
    let changed = false;
    for (const wildcard of this.wildcards) {
      const family = wildcardFamily(wildcard.address);
      if (family === null) continue;
      const present = new Set(localAddresses(family));
      const own = this.list.filter((listener) => this.belongsTo(listener, wildcard));
      for (const gone of own.filter(({ address }) => !present.has(address))) {
        this.list.splice(this.list.indexOf(gone), 1);
        await closeSocket(gone.socket);
        changed = true;
      }
      for (const { address } of own) present.delete(address);
      for (const address of present) changed = (await this.tryBind({ ...wildcard, address })) || changed;
    }
    if (changed && !this.closed) this.options.onChanged();
  }

  private async tryBind(listen: ListenAddress): Promise<boolean> {
    try {
      const bound = await this.bind(listen);
      if (this.closed) await closeSocket(bound.socket);
      else this.list.push(bound);
      return !this.closed;
    } catch (error) {
      if (!isAddressNotReady(error)) this.options.onFault(error);
      return false;
    }
  }

  private belongsTo(listener: ListenAddress, wildcard: ListenAddress): boolean {
    const family = isIPv6(listener.address.split('%')[0] ?? '') ? 'IPv6' : 'IPv4';
    const explicit = this.options.listen.some(
      ({ address, service }) => address === listener.address && service === listener.service,
    );
    return (
      !explicit &&
      listener.service === wildcard.service &&
      listener.port === wildcard.port &&
      family === wildcardFamily(wildcard.address)
    );
  }

  private bind({ address, port, service }: ListenAddress): Promise<ListeningSocket> {
    const type = address.includes(':') ? 'udp6' : 'udp4';
    const socket = createSocket({ type, ipv6Only: type === 'udp6', lookup: noLookup });
    return new Promise((resolve, reject) => {
      socket.once('error', (error) => {
        socket.close();
        reject(error);
      });
      socket.bind(port, address, () => {
        socket.removeAllListeners('error');
        socket.on('error', (error) => this.options.onFault(error));
        try {
          socket.setRecvBufferSize(this.options.receiveBufferBytes);
        } catch {
          // The kernel's own limit holds; that is no reason not to serve.
        }
        const listener: ListeningSocket = { address, port: socket.address().port, service, socket };
        socket.on('message', (message, remote) => this.options.onMessage(listener, message, remote));
        resolve(listener);
      });
    });
  }
}

type LookupCallback = (error: Error | null, address: string, family: number) => void;

/** Addresses come from the kernel and go back to it: no name is ever looked up, and `send` does not wait a tick. */
export function noLookup(address: string, _options: unknown, callback: LookupCallback): void {
  callback(null, address, address.includes(':') ? 6 : 4);
}

function closeSocket(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.close(() => resolve());
  });
}

function isAddressNotReady(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRNOTAVAIL';
}
