import { randomBytes, randomUUID } from 'node:crypto';
import { commandLineActor } from '@gatehouse/server/actor';
import { applyChange } from '@gatehouse/server/db/apply-change';
import type { Db, Tx } from '@gatehouse/server/db/open-database';
import type { NewRow } from '@gatehouse/server/db/schema';
import { isRefused } from '@gatehouse/server/outcome';
import type { SecretBox } from '@gatehouse/server/secrets';
import { makeVoucherBatch } from '@gatehouse/server/vouchers/make-voucher-batch';
import { sql } from 'kysely';
import { makeSales, type PaidBy, type PastPayment, type PastSubscription } from './make-sales.ts';
import { PAY_BY } from './pay-gateway.ts';

const VOUCHER_PACKAGE = 'Hotspot Day';
const OPERATOR = 'Ayesha Karim';
const VOUCHERS_LEFT = 80;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

type Parts = { readonly db: Db; readonly secretBox: SecretBox };

/**
 * Writes how the packages of the demo's past were sold, once. Answers the codes of vouchers that nobody has redeemed yet,
 * `null` where it was written before.
 */
export async function writeSales(
  { db, secretBox }: Parts,
  { seed, now }: { seed: number; now: number },
): Promise<readonly string[] | null> {
  const begun = await db.selectFrom('payments').select('id').limit(1).executeTakeFirst();
  if (begun !== undefined) return null;
  const past = await readPast(db);
  const { payments, redeemed } = makeSales(past, { seed, now, voucherPackage: VOUCHER_PACKAGE });
  const { value: codes } = await applyChange(db, commandLineActor('demo'), async (change) => {
    const methods = await findMethods(change.tx);
    for (const payment of payments) await writePayment(change.tx, payment, methods[payment.by]);
    const servicePackageId = past.find(
      ({ packageName }) => packageName === VOUCHER_PACKAGE,
    )?.servicePackageId;
    if (servicePackageId === undefined) return [];
    const batch = { name: 'Kiosk, this month', servicePackageId, count: redeemed.length + VOUCHERS_LEFT };
    const made = await makeVoucherBatch(change, secretBox, randomBytes, batch);
    if (isRefused(made)) return made;
    const batchId = Number(made.batch.id);
    await redeemPast(change.tx, batchId, redeemed, now);
    return made.vouchers.slice(redeemed.length).map(({ code }) => code);
  });
  if (isRefused(codes)) throw new Error(`The demo's vouchers: ${codes.message ?? codes.refused}`);
  return codes;
}

/** What hotspot customers had and have, with its price, and where they registered. */
async function readPast(db: Db): Promise<PastSubscription[]> {
  const { rows } = await sql<Omit<PastSubscription, 'startsAt'> & { startsAt: Date }>`
    select s.id, s.customer_id as "customerId", s.starts_at as "startsAt", p.id as "servicePackageId",
           p.name as "packageName", p.price_minor as "amountMinor", p.currency,
           coalesce((select u.zone_id from portal_sign_ups u where u.customer_id = s.customer_id limit 1),
                    (select d.zone_ids[1] from devices d where d.customer_id = s.customer_id limit 1)) as "zoneId"
      from subscriptions s join service_packages p on p.id = s.service_package_id
     where p.kind = 'hotspot' and p.price_minor > 0 and s.starts_at is not null
     order by s.starts_at, s.id`.execute(db);
  return rows.map((row) => ({ ...row, startsAt: row.startsAt.getTime() }));
}

async function findMethods(tx: Tx): Promise<Readonly<Record<PaidBy, number>>> {
  const rows = await tx.selectFrom('payment_methods').select(['id', 'name']).execute();
  const idOf = (name: string) => rows.find((row) => row.name === name)?.id ?? 0;
  return { card: idOf(PAY_BY.card), phone: idOf(PAY_BY.phone), cash: idOf(PAY_BY.cash) };
}

async function writePayment(tx: Tx, payment: PastPayment, methodId: number): Promise<void> {
  if (methodId === 0) return; // an operator of the demo renamed it
  const { id } = await tx
    .insertInto('payments')
    .values(paymentRow(payment, methodId))
    .returning('id')
    .executeTakeFirstOrThrow();
  const events = story(payment).map(([kind, outcome, at, facts]) => ({
    payment_id: id,
    payment_method_id: methodId,
    kind,
    outcome,
    at: new Date(at),
    ...(facts !== undefined && { facts: JSON.stringify(facts) }),
  }));
  await tx.insertInto('payment_events').values(events).execute();
}

function paymentRow(payment: PastPayment, methodId: number): NewRow<'payments'> {
  const { subscription, by, begunAt, outcome, reference } = payment;
  const { amountMinor, currency, startsAt } = subscription;
  const [isPaid, isWrong] = [outcome === 'paid' || outcome === 'refunded', outcome === 'wrong-amount'];
  const told = isWrong ? amountMinor - 10 : amountMinor;
  return {
    idempotency_key: `demo-${randomUUID()}`,
    customer_id: subscription.customerId,
    service_package_id: subscription.servicePackageId,
    package_name: subscription.packageName,
    zone_id: subscription.zoneId,
    payment_method_id: methodId,
    amount_minor: amountMinor,
    currency,
    state: outcome === 'wrong-amount' ? 'to-approve' : outcome,
    review_reason: isWrong ? 'wrong-amount' : reviewReason(payment),
    created_at: new Date(begunAt),
    begun_at: by === 'card' ? new Date(begunAt) : null,
    expires_at: new Date(begunAt + 60 * MINUTE),
    provider_reference: by === 'card' ? `pay_${reference.toLowerCase()}` : null,
    entered_reference: by === 'phone' && outcome !== 'expired' ? reference : null,
    ...(by === 'card' && (isPaid || isWrong) && { told_minor: told, told_currency: currency }),
    ...(isPaid && {
      paid_at: new Date(startsAt),
      received_minor: amountMinor,
      received_currency: currency,
      subscription_id: subscription.id,
    }),
    ...(by !== 'card' && (isPaid || outcome === 'refused') && decision(payment)),
    ...(outcome === 'refunded' && {
      refunded_at: new Date(startsAt + 20 * MINUTE),
      refunded_minor: amountMinor,
      refunded_by: OPERATOR,
      refund_reason: 'The pier had no signal that afternoon.',
    }),
  };
}

function reviewReason({ by, outcome }: PastPayment): 'cash' | 'reference' | null {
  if (by === 'card' || outcome === 'expired') return null;
  return by === 'cash' ? 'cash' : 'reference';
}

function decision({ subscription, outcome, begunAt }: PastPayment): Partial<NewRow<'payments'>> {
  const isRefusal = outcome === 'refused';
  return {
    decided_by: OPERATOR,
    decided_at: new Date(isRefusal ? begunAt + 9 * MINUTE : subscription.startsAt),
    decision_reason: isRefusal ? 'No such transaction arrived.' : null,
  };
}

type Told = readonly [kind: string, outcome: string, at: number, facts?: object | undefined];

/** What stands in its drawer. */
function story(payment: PastPayment): readonly Told[] {
  const { subscription, by, begunAt, outcome, reference } = payment;
  const { startsAt, amountMinor, currency } = subscription;
  const minor = outcome === 'wrong-amount' ? amountMinor - 10 : amountMinor;
  const over = outcome === 'paid' || outcome === 'refunded' ? startsAt : begunAt + 2 * MINUTE;
  const first: Told[] =
    by === 'cash'
      ? [['state', 'to-approve', begunAt, { why: 'cash' }]]
      : [['state', 'open', begunAt], ...(by === 'card' ? [['begin', 'begun', begunAt] as const] : [])];
  const typed: Told[] =
    by === 'phone' && outcome !== 'expired'
      ? [
          ['reference', 'entered', begunAt + MINUTE / 2, { reference }],
          ['state', 'to-approve', begunAt + MINUTE / 2, { why: 'reference' }],
        ]
      : [];
  const asked: Told[] =
    by === 'card' && outcome !== 'expired' && outcome !== 'refused'
      ? [
          ['callback', 'heard', over],
          ['ask', 'paid', over, { amountMinor: minor, currency }],
        ]
      : [];
  return [...first, ...typed, ...asked, ...ending(payment, over)];
}

function ending({ by, outcome, subscription, begunAt }: PastPayment, over: number): readonly Told[] {
  const facts = by === 'card' ? undefined : { by: OPERATOR };
  switch (outcome) {
    case 'to-approve':
      return [];
    case 'wrong-amount':
      return [['state', 'to-approve', over, { why: 'wrong-amount' }]];
    case 'expired':
      return [['state', 'expired', begunAt + 60 * MINUTE]];
    case 'refused':
      return [['state', 'refused', begunAt + 9 * MINUTE, facts]];
    case 'paid':
    case 'refunded': {
      const paid: Told[] = [
        ['state', 'paid', over, facts],
        ['package', 'given', over],
      ];
      if (outcome === 'refunded')
        paid.push(['state', 'refunded', subscription.startsAt + 20 * MINUTE, { by: OPERATOR }]);
      return paid;
    }
  }
}

async function redeemPast(
  tx: Tx,
  batchId: number,
  redeemed: readonly PastSubscription[],
  now: number,
): Promise<void> {
  await tx
    .updateTable('voucher_batches')
    .set({ created_at: new Date(now - 33 * DAY), made_by: OPERATOR })
    .where('id', '=', batchId)
    .execute();
  for (const [index, { id, customerId, zoneId, startsAt }] of redeemed.entries())
    await tx
      .updateTable('vouchers')
      .set({
        redeemed_at: new Date(startsAt),
        customer_id: customerId,
        subscription_id: id,
        zone_id: zoneId,
      })
      .where('batch_id', '=', batchId)
      .where('serial', '=', index + 1)
      .execute();
}
