import { readVoucherCode } from '@gatehouse/domain/vouchers/voucher-code';
import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import type { SecretBox } from '../secrets.ts';
import { voucherHasher } from './hash-voucher-code.ts';

const SAME_TAP_MINUTES = 10;

/** A visit as it stands in the database now, whatever it was when the code was typed. */
export type RedeemingVisit = {
  readonly id: number;
  readonly zoneId: number;
  readonly macHint: string | null;
};

/**
 * Who goes on with a voucher that was redeemed already: whoever tapped twice, and whoever's window died, for the code is
 * all that a guest holds. The latter from the same phone as far as the gateway says, at the same place, while the visit
 * lives in which it was redeemed. `null`: nobody, the voucher is used.
 */
export async function findRedeemedBefore(
  db: Db,
  secretBox: SecretBox,
  typed: string,
  visit: RedeemingVisit,
): Promise<{ readonly customerId: number } | null> {
  const code = readVoucherCode(typed);
  if (code === null) return null;
  const { rows } = await sql<{ customerId: number }>`
    select v.customer_id as "customerId"
      from vouchers v
      join customers c on c.id = v.customer_id and c.status = 'active'
      join portal_visits here on here.id = ${visit.id}
     where v.code_hash = ${voucherHasher(secretBox)(code)}
       and case when here.customer_id is null
                -- It made this guest: a customer's own visit is not opened by a code.
                then exists (select from portal_sign_ups s
                              where s.customer_id = v.customer_id
                                and s.at between v.redeemed_at - interval '1 second' and v.redeemed_at)
                 and exists (select from portal_visits there
                              where there.customer_id = v.customer_id and there.zone_id = ${visit.zoneId}
                                and there.mac_hint = ${visit.macHint}::macaddr and there.expires_at > trusted_now())
                 and not exists (select from devices d where d.customer_id = v.customer_id)
                 and not exists (select from removed_devices d where d.customer_id = v.customer_id)
                 and not exists (select from portal_tickets t where t.customer_id = v.customer_id and t.used_at is not null)
                else here.customer_id = v.customer_id
                 and v.redeemed_at > trusted_now() - make_interval(mins => ${SAME_TAP_MINUTES}) end`.execute(
    db,
  );
  return rows[0] ?? null;
}
