import { type HeldPackage, planRenewal, type Renewal } from '@gatehouse/domain/subscriptions/plan-renewal';
import type { CoveringPackage } from '@gatehouse/domain/subscriptions/session-end';
import { sql } from 'kysely';
import type { Db, Tx } from '../db/open-database.ts';

/** One that runs or will, as the plans want to know it. */
export type HeldRow = HeldPackage &
  CoveringPackage & {
    readonly packageName: string;
    /** As far as we know: it has a price, or came by a payment or a voucher. */
    readonly paid: boolean;
  };

/** Those that run or will. Of a free one that was paid for all the same, so it says. */
export async function readHeldPackages(
  db: Db | Tx,
  customerId: number,
): Promise<{ now: Date; held: readonly HeldRow[]; countedByUse: boolean }> {
  const { rows } = await sql<{
    now: Date;
    id: number | null;
    startsAt: Date;
    endsAt: Date | null;
    waitingSeconds: number | null;
    free: boolean;
    paid: boolean;
    usedUp: boolean;
    countedByUse: boolean;
    packageName: string;
  }>`
    select trusted_now() as now, s.id, s.starts_at as "startsAt", s.ends_at as "endsAt",
           s.waiting_seconds as "waitingSeconds",
           (p.trial or coalesce(p.price_minor = 0, false)) and not bought.by_proof as free,
           bought.by_proof or (not p.trial and coalesce(p.price_minor > 0, false)) as paid,
           coalesce(u.used_bytes >= p.quota_bytes, false)
             or coalesce(u.used_seconds >= p.online_seconds, false) as "usedUp",
           p.online_seconds is not null as "countedByUse",
           p.name as "packageName"
      from (select) as one
      left join subscriptions s on s.customer_id = ${customerId}
                               and (s.ends_at is null or s.ends_at > trusted_now())
      left join service_packages p on p.id = s.service_package_id
      left join subscription_usage u on u.subscription_id = s.id
     cross join lateral (
           select exists (select from vouchers v
                           where v.customer_id = s.customer_id and v.subscription_id = s.id)
                  or exists (select from payments paid
                              where paid.customer_id = s.customer_id and paid.subscription_id = s.id) as by_proof) bought
     order by s.starts_at, s.id`.execute(db);
  const held = rows.flatMap(({ id, startsAt, endsAt, ...rest }) =>
    id === null
      ? []
      : [
          {
            id,
            startsAt: startsAt.getTime(),
            endsAt: endsAt?.getTime() ?? null,
            waitingSeconds: rest.waitingSeconds,
            free: rest.free,
            paid: rest.paid,
            usedUp: rest.usedUp,
            countedByUse: rest.countedByUse,
            packageName: rest.packageName,
          },
        ],
  );
  return {
    now: rows[0]?.now ?? new Date(),
    held,
    countedByUse: rows.some((row) => row.id !== null && row.countedByUse),
  };
}

/**
 * When a package would begin for a customer who paid for it now, without giving it: for the page before payment.
 * `null`: there is no such package.
 */
export async function readRenewal(
  db: Db | Tx,
  customerId: number,
  servicePackageId: number,
): Promise<Renewal | null> {
  const sold = await db
    .selectFrom('service_packages')
    .select(['validity_seconds', 'valid_from'])
    .where('id', '=', servicePackageId)
    .executeTakeFirst();
  if (sold === undefined) return null;
  const { now, held } = await readHeldPackages(db, customerId);
  return planRenewal(now.getTime(), held, {
    validitySeconds: sold.validity_seconds,
    validFrom: sold.valid_from,
  });
}
