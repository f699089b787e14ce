import pg from 'pg';
import { currentReach, type Reach } from './reach.ts';
import { REACH_SCHEMA } from './reach-of-tables.ts';

type Done = (release?: unknown) => void;
type Taken = (error: Error | undefined, client: pg.PoolClient | undefined, done: Done) => void;

/**
 * Connections that see what their borrower may see. For somebody with a limited reach the names of tables mean the views of
 * {@link REACH_SCHEMA}; nobody is given a connection before that is so, or is so no longer.
 */
export class ReachPool extends pg.Pool {
  readonly #limited = new WeakSet<pg.PoolClient>();

  override connect(): Promise<pg.PoolClient>;
  override connect(taken: Taken): void;
  override connect(taken?: Taken): Promise<pg.PoolClient> | void {
    // Asked for here and now: when a connection comes free, somebody else is being served.
    const reach = currentReach();
    if (taken === undefined) return super.connect().then((client) => this.#fit(client, reach));
    super.connect((error, client, done) => {
      if (error !== undefined || client === undefined || this.#fits(client, reach))
        return taken(error, client, done);
      this.#fit(client, reach).then(
        () => taken(undefined, client, done),
        (fault: Error) => taken(fault, undefined, () => undefined),
      );
    });
  }

  #fits(client: pg.PoolClient, reach: Reach | null): boolean {
    return reach === null && !this.#limited.has(client);
  }

  async #fit(client: pg.PoolClient, reach: Reach | null): Promise<pg.PoolClient> {
    if (this.#fits(client, reach)) return client;
    try {
      if (reach !== null) {
        this.#limited.add(client);
        await client.query(LIMIT, [reach.operatorId, literal(reach.zoneIds), literal(reach.nasIds)]);
      } else {
        await client.query('reset search_path');
        this.#limited.delete(client);
      }
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}

/** A schema that is not there would be passed over without a word, and the tables be found behind it: the cast fails then. */
const LIMIT = `
  select '${REACH_SCHEMA}'::regnamespace,
         set_config('gatehouse.operator', $1::text, false),
         set_config('gatehouse.zones', $2, false),
         set_config('gatehouse.routers', $3, false),
         set_config('search_path', case when starts_with(current_setting('search_path'), '${REACH_SCHEMA}, ')
           then current_setting('search_path') else '${REACH_SCHEMA}, ' || current_setting('search_path') end, false)`;

function literal(ids: readonly number[]): string {
  return `{${ids.join(',')}}`;
}
