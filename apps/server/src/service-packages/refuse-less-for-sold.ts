import { whatGetsLess } from '@gatehouse/domain/service-packages/what-gets-less';
import { formatCount } from '@gatehouse/domain/service-packages/describe-amounts';
import { sql } from 'kysely';
import type { Tx } from '../db/open-database.ts';
import { type Refused, refuse } from '../outcome.ts';
import type { ChangeServicePackageInput, ServicePackage } from './service-packages.schemas.ts';

/**
 * A package is given as it stands when it is given: who bought a voucher, or has begun to pay, would get what it was
 * changed to. Where that is less than what they bought, somebody must say so. `package-sold`; `null`: go on.
 */
export async function refuseLessForSold(
  tx: Tx,
  before: ServicePackage,
  { zoneIds, ...input }: ChangeServicePackageInput,
): Promise<Refused | null> {
  if (input.alsoForSold === true) return null;
  const said = Object.entries(input).filter(([, value]) => value !== undefined);
  const after = { ...before, ...Object.fromEntries(said) };
  const less = whatGetsLess(before, { ...after, zoneIds: zoneIds?.map(String) ?? before.zoneIds });
  if (less.length === 0) return null;
  const { vouchers, payments } = await countSold(tx, Number(before.id));
  const sold = [
    ...(vouchers === 0 ? [] : [`${formatCount(vouchers, 'voucher')} not yet redeemed`]),
    ...(payments === 0 ? [] : [`${formatCount(payments, 'payment')} not yet settled`]),
  ];
  if (sold.length === 0) return null;
  const were = vouchers + payments === 1 ? 'was' : 'were';
  return refuse('package-sold', {
    message: `${sold.join(' and ')} ${were} sold with “${before.name}” as it is, and would give less than was paid for: ${less.join(', ')}. Leave it as it is and make a new package for what is sold from now on, or confirm that what is sold gives the changed one too.`,
  });
}

/** What will give this package once it is redeemed, paid or given again. */
async function countSold(tx: Tx, id: number): Promise<{ vouchers: number; payments: number }> {
  const { rows } = await sql<{ vouchers: number; payments: number }>`
    select (select count(*) from voucher_batches b join vouchers v on v.batch_id = b.id
             where b.service_package_id = ${id} and b.revoked_at is null and (b.valid_until is null or b.valid_until > trusted_now())
               and v.redeemed_at is null and v.revoked_at is null) as vouchers,
           (select count(*) from payments
             where service_package_id = ${id} and (state in ('open', 'to-approve') or state = 'paid' and not_granted is not null))
             as payments`.execute(tx);
  return rows[0] ?? { vouchers: 0, payments: 0 };
}
