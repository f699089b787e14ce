import { type Said, said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { jobActor } from '../actor.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { writeAudit } from '../db/make-change.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { Row } from '../db/schema.ts';
import { askOverHttp, type LookUp } from '../outgoing/ask-over-http.ts';
import { explainFault } from '../outgoing/explain-fault.ts';
import type { OwnPorts } from '../outgoing/may-ask.ts';
import { oneLine } from '../outgoing/one-line.ts';
import { storeSaid } from '../outgoing/stored-said.ts';
import type { SecretBox } from '../secrets.ts';
import { retryPause } from './retry-pauses.ts';
import { SIGNATURE_HEADER, signDelivery } from './sign-delivery.ts';
import { openTarget, type WebhookTarget } from './webhook-target.ts';

export type DeliveryParts = {
  readonly db: Db;
  readonly secretBox: SecretBox;
  readonly ownPorts: () => OwnPorts;
  readonly now: () => number;
  readonly log: Logger;
  /** Until an answer is read; less than a call of our own API may take. */
  readonly answerMsMax?: number;
  readonly lookUp?: LookUp;
};

export type TakenDelivery = Row<'webhook_deliveries'> & { readonly cipher: Buffer };

const ANSWER_MS_MAX = 8_000;
const ANSWER_OCTETS_MAX = 4096;
/** After that a process that took it is taken for dead. */
const LOST_SECONDS = 60;
/** So long nothing of it was taken: then nobody listens there any more. */
const FAILING_DAYS_MAX = 3;

type Lane = { readonly webhookId: number; readonly lane: number; readonly sender: string };

/** The one that waits longest in this lane, taken so that nobody else sends it meanwhile. `null`: none is due. */
export async function takeDue(db: Db, { webhookId, lane, sender }: Lane): Promise<TakenDelivery | null> {
  const { rows } = await sql<TakenDelivery>`
    update webhook_deliveries d
       set tries = tries + 1, taken_by = ${sender}, next_at = trusted_now() + make_interval(secs => ${LOST_SECONDS})
      from webhooks w
     where w.id = d.webhook_id and w.enabled
       and d.id = (select id from webhook_deliveries
                    where webhook_id = ${webhookId} and lane = ${lane} and state = 'waiting' and next_at <= trusted_now()
                    order by next_at, id limit 1 for update skip locked)
    returning d.*, w.cipher`.execute(db);
  return rows[0] ?? null;
}

/** This one, whatever it waits for and however often it was tried: somebody wants to see how it goes. */
export async function takeNow(tx: Tx, id: number): Promise<TakenDelivery | null> {
  const { rows } = await sql<TakenDelivery>`
    update webhook_deliveries d
       set state = 'waiting', tries = 1, taken_by = null, next_at = trusted_now() + make_interval(secs => ${LOST_SECONDS})
      from webhooks w where w.id = d.webhook_id and d.id = ${id} returning d.*, w.cipher`.execute(tx);
  return rows[0] ?? null;
}

/** Sends it once and writes down how it went. Whether it was taken. */
export async function deliver(parts: DeliveryParts, taken: TakenDelivery): Promise<boolean> {
  const target = openTarget(parts.secretBox, taken.cipher);
  const begun = performance.now();
  const heard = await send(parts, target, taken);
  await storeOutcome(parts.db, taken, heard, Math.round(performance.now() - begun));
  return heard.fault === null;
}

type Heard = { readonly status: number | null; readonly said: string | null; readonly fault: Said | null };

async function send(
  { ownPorts, now, answerMsMax = ANSWER_MS_MAX, lookUp }: DeliveryParts,
  { url, secret }: WebhookTarget,
  { body, event_id, type }: TakenDelivery,
): Promise<Heard> {
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': 'Gatehouse',
    'Gatehouse-Event': type,
    'Gatehouse-Event-Id': event_id,
    [SIGNATURE_HEADER]: signDelivery(secret, Math.floor(now() / 1000), body),
  };
  try {
    const question = { method: 'POST', url, headers, body } as const;
    const { status, text } = await askOverHttp(
      question,
      { ms: answerMsMax, octets: ANSWER_OCTETS_MAX },
      ownPorts(),
      lookUp,
    );
    return { status, said: oneLine(text.replaceAll('\0', '')), fault: faultOf(status) };
  } catch (error) {
    return { status: null, said: null, fault: explainFault(error, new URL(url)) };
  }
}

function faultOf(code: number): Said | null {
  const status = String(code);
  if (code >= 200 && code < 300) return null;
  if (code >= 300 && code < 400) return said('deliveryElsewhere', { status });
  return said('deliveryNotTaken', { status, taken: '2xx' });
}

async function storeOutcome(db: Db, taken: TakenDelivery, heard: Heard, ms: number): Promise<void> {
  const pause = taken.type === 'test' ? null : retryPause(taken.tries, Math.random());
  const state = heard.fault === null ? 'delivered' : pause === null ? 'failed' : 'waiting';
  await inTransaction(db, async (tx) => {
    await tx
      .updateTable('webhook_deliveries')
      .set({
        state,
        next_at: sql<Date>`trusted_now() + make_interval(secs => ${pause ?? 0})`,
        taken_by: null,
        last_at: sql<Date>`trusted_now()`,
        last_status: heard.status,
        last_ms: ms,
        last_said: heard.said,
        last_fault: heard.fault && storeSaid(heard.fault),
      })
      .where('id', '=', taken.id)
      .where('tries', '=', taken.tries) // else somebody has sent it again meanwhile, and knows better
      .execute();
    if (heard.fault === null) await noteDelivered(tx, taken.webhook_id);
    else await noteFailed(tx, taken.webhook_id, heard.fault);
  });
}

/** Not for each of many: their row is one. */
async function noteDelivered(tx: Tx, webhookId: number): Promise<void> {
  await sql`
    update webhooks set failing_since = null, last_delivered_at = trusted_now()
     where id = ${webhookId} and (failing_since is not null or last_delivered_at is null
                                  or last_delivered_at < trusted_now() - interval '5 seconds')`.execute(tx);
}

async function noteFailed(tx: Tx, webhookId: number, fault: Said): Promise<void> {
  const { rows } = await sql<{ name: string; given_up: boolean }>`
    update webhooks set failing_since = coalesce(failing_since, trusted_now()), last_fault = ${storeSaid(fault)}
     where id = ${webhookId}
    returning name, enabled and failing_since < trusted_now() - make_interval(days => ${FAILING_DAYS_MAX}) as given_up`.execute(
    tx,
  );
  const [row] = rows;
  if (row?.given_up !== true) return;
  const givenUp = { enabled: false, disabled_why: DISABLED_WHY };
  await tx.updateTable('webhooks').set(givenUp).where('id', '=', webhookId).execute();
  await writeAudit(tx, jobActor('Webhooks'), {
    action: 'webhooks.give-up',
    subjectKind: 'webhook',
    subjectId: webhookId,
    before: { enabled: true },
    after: { enabled: false, name: row.name, fault: sayInEnglish(fault) },
  });
}

const DISABLED_WHY = `Switched off: nothing was taken there for ${FAILING_DAYS_MAX} days. Mend the receiver, then switch it on.`;
