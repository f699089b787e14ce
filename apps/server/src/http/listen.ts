import type { ServerType } from '@hono/node-server';
import type { ListenAddress } from '../config.ts';
import type { Listener } from '../parts.ts';

/** Opens a listener. Throws what the socket says when the address cannot be had. */
export async function listen(
  name: string,
  server: ServerType,
  { address, port }: ListenAddress,
  scheme: string,
): Promise<Listener> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, address, resolve);
  await promise;
  const opened = server.address();
  const openedPort = typeof opened === 'object' && opened !== null ? opened.port : port;
  const host = address.includes(':') ? `[${address}]` : address;
  return { name, address: `${scheme}://${host}:${openedPort}` };
}

const CLOSE_MS_MAX = 3000;

/** Lets running requests finish, and does not wait for idle connections. */
export async function close(server: ServerType): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  if ('closeIdleConnections' in server) server.closeIdleConnections();
  const timer = setTimeout(
    () => 'closeAllConnections' in server && server.closeAllConnections(),
    CLOSE_MS_MAX,
  );
  await promise;
  clearTimeout(timer);
}
