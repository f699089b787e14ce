import type pg from 'pg';
import type { OpenSessions } from './access-directory/open-sessions.ts';
import { readSessions } from './access-facts/read-sessions.ts';

export type SessionFollower = {
  readonly pool: pg.Pool;
  readonly nodeId: string;
  readonly sessions: Pick<OpenSessions, 'apply'>;
  readonly onError: (error: unknown) => void;
  readonly everyMs?: number;
};

const BATCHES_PER_POLL = 500;

/**
 * Sessions that other processes store count here too: what they changed is asked for every second. `session_changes`
 * grows in the order of commits, so nothing below the last row seen comes later.
 */
export function followSessions(follower: SessionFollower, since: number): { stop(): void } {
  const { pool, nodeId, sessions, onError, everyMs = 1000 } = follower;
  let last = since;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function poll(): Promise<void> {
    try {
      const { rows } = await pool.query<{ id: number; others: number[] | null }>(
        `select id, case when node_id is distinct from $2::uuid then session_ids end as others
         from session_changes where id > $1 order by id limit ${BATCHES_PER_POLL}`,
        [last, nodeId],
      );
      const ids = new Set(rows.flatMap((row) => row.others ?? []));
      if (ids.size > 0) {
        const read = await readSessions(pool, [...ids]);
        sessions.apply(read.sessions, read.usage);
      }
      last = rows.at(-1)?.id ?? last;
    } catch (error) {
      onError(error);
    }
    if (!stopped) pollLater();
  }

  function pollLater(): void {
    timer = setTimeout(() => void poll(), everyMs).unref();
  }

  pollLater();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** Where to follow from: taken before the directory is loaded. */
export async function lastSessionChange(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ last: number | null }>('select max(id) as last from session_changes');
  return rows[0]?.last ?? 0;
}
