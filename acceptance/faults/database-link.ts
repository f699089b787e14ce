import { connect, createServer, type Server, type Socket } from 'node:net';

/** A line to a database that can be cut, be mended and be made slow, as a network does it. */
export type DatabaseLink = {
  /** For DATABASE_URL: the database as it is reached over this line. */
  readonly url: string;
  /** Nobody is there any more: open connections end, new ones are refused. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Whatever is asked from now on waits this long on its way. */
  delay(ms: number): void;
  /** As many connections as this may be open at once; more are ended at once. */
  limit(connections: number): void;
  close(): Promise<void>;
};

/** @param databaseUrl a PostgreSQL on a Unix socket (`?host=/folder`) or on TCP */
export async function openDatabaseLink(databaseUrl: string): Promise<DatabaseLink> {
  const target = targetOf(databaseUrl);
  const lines = new Set<Socket>();
  let delayMs = 0;
  let limit = Number.POSITIVE_INFINITY;
  let port = 0;
  let server: Server | null = null;

  function join(asking: Socket): void {
    if (lines.size >= 2 * limit) {
      asking.destroy();
      return;
    }
    const database = connect(target);
    for (const [from, to] of [
      [asking, database],
      [database, asking],
    ] as const) {
      lines.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        lines.delete(from);
        to.destroy();
      });
    }
    database.on('data', (bytes) => asking.write(bytes));
    // In order: a timer set later never fires before one set earlier for the same time.
    asking.on('data', (bytes) => {
      if (delayMs === 0) database.write(bytes);
      else setTimeout(() => database.write(bytes), delayMs);
    });
    asking.on('end', () => setTimeout(() => database.end(), delayMs));
  }

  async function listen(): Promise<void> {
    const opened = createServer(join);
    server = opened;
    await new Promise<void>((resolve, reject) =>
      opened.once('error', reject).listen(port, '127.0.0.1', resolve),
    );
    const address = opened.address();
    if (typeof address === 'object' && address !== null) port = address.port;
  }

  async function cut(): Promise<void> {
    const open = server;
    server = null;
    if (open === null) return;
    const closed = new Promise<void>((resolve) => open.close(() => resolve()));
    for (const line of lines) line.destroy();
    await closed;
  }

  await listen();
  const url = new URL(databaseUrl);
  url.search = '';
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    cut,
    mend: () => (server === null ? listen() : Promise.resolve()),
    delay: (ms) => (delayMs = ms),
    limit(connections) {
      limit = connections;
      for (const line of [...lines].slice(2 * connections)) line.destroy();
    },
    close: cut,
  };
}

function targetOf(databaseUrl: string): { path: string } | { host: string; port: number } {
  const url = new URL(databaseUrl);
  const folder = url.searchParams.get('host');
  const port = Number(url.port || 5432);
  return folder?.startsWith('/') ? { path: `${folder}/.s.PGSQL.${port}` } : { host: url.hostname, port };
}
