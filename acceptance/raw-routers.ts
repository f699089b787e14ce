import type { Item } from './api-client.ts';
import { openRawSocket, type RawSocket } from './raw-datagrams.ts';
import type { Shop } from './shop.ts';

export type RawRouter = { readonly id: string; readonly address: string; readonly socket: RawSocket };

/** Routers of one test file, each with an address of its own, which the tests play byte by byte. */
export type RawRouters = {
  /** Adds one by the API; generic unless the settings say otherwise. */
  add(settings?: Readonly<Record<string, unknown>>): Promise<RawRouter>;
  close(): Promise<void>;
};

/** @param first the last octet of the first one's loopback address; the others follow it */
export function openRawRouters({ api }: Pick<Shop, 'api'>, secret: string, first: number): RawRouters {
  const sockets: RawSocket[] = [];
  let next = first;
  return {
    async add(settings = {}) {
      const address = `127.0.0.${next++}`;
      const router = { name: `Router at ${address}`, address, secret, vendor: 'generic', ...settings };
      const { id } = await api.post<Item>('/nas', router);
      const socket = await openRawSocket(address);
      sockets.push(socket);
      return { id, address, socket };
    },
    close: async () => {
      await Promise.all(sockets.map((socket) => socket.close()));
    },
  };
}
