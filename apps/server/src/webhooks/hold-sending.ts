import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';

/** After so long without a word of whoever sends, another process does. */
const SILENT_SECONDS = 12;

/** Whether this process is the one that sends from now on: it has been, or nobody is. To be said again every few seconds. */
export async function holdSending(db: Db, sender: string): Promise<boolean> {
  const { rows } = await sql`
    insert into webhook_sending as held (sender, until)
    values (${sender}, trusted_now() + make_interval(secs => ${SILENT_SECONDS}))
    on conflict (the_only) do update set sender = excluded.sender, until = excluded.until
     where held.sender = excluded.sender or held.until < trusted_now()
    returning 1`.execute(db);
  return rows.length > 0;
}

/** What one that is gone had begun to send is due again at once: nobody knows how far that got. */
export async function takeOver(db: Db, sender: string): Promise<void> {
  await sql`
    update webhook_deliveries set next_at = trusted_now(), taken_by = null
     where state = 'waiting' and taken_by <> ${sender}`.execute(db);
}

/** Another process need not wait. */
export async function releaseSending(db: Db, sender: string): Promise<void> {
  await sql`delete from webhook_sending where sender = ${sender}`.execute(db);
}
