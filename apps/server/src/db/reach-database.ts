import pg from 'pg';
import { Refusal } from '../refusal.ts';
import { clientConfig, type Connection } from './open-database.ts';

const VERSION_MIN = 15;

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'there is no such host',
  ENOENT: 'there is no such socket',
  ETIMEDOUT: 'no answer',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
  ECONNRESET: 'it closed the connection',
};

/** Makes sure that DATABASE_URL names a PostgreSQL we can work with; throws a `Refusal` that says what is wrong. */
export async function reachDatabase(connection: Connection): Promise<void> {
  const client = new pg.Client(clientConfig(connection, 'gatehouse start'));
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
    refuseOldVersion(Number(rows[0]?.server_version_num));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`DATABASE_URL: ${describe(error, client)}.`, { cause: error });
  } finally {
    await client.end().catch(() => {});
  }
}

function refuseOldVersion(version: number): void {
  const major = Math.floor(version / 10_000);
  if (major >= VERSION_MIN) return;
  throw new Refusal(
    `DATABASE_URL: the server is PostgreSQL ${major}; Gatehouse needs ${VERSION_MIN} or newer.`,
  );
}

function describe(error: unknown, client: pg.Client): string {
  // A name with several addresses fails with all their errors at once.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const code = first instanceof Error && 'code' in first ? String(first.code) : '';
  const reason = REASONS[code];
  if (reason) return `the database at ${client.host}:${client.port} cannot be reached, ${reason}`;
  const said = first instanceof Error ? first.message : String(first);
  if (code.startsWith('28') || /password/i.test(said))
    return `the database at ${client.host} refuses us, ${said}`;
  return said.replace(/\.$/, '');
}
