import { PROPOSAL_RANDOM_BYTES, proposePassword } from '@gatehouse/domain/customers/network-password';
import { makeVoucherCode, readVoucherCode } from '@gatehouse/domain/vouchers/voucher-code';
import type { VoucherRefusal, VoucherState } from '@gatehouse/domain/vouchers/voucher-words';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { addCustomer } from '../customers/add-customer.ts';
import { applyChange } from '../db/apply-change.ts';
import type { Change } from '../db/make-change.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { RandomBytes } from '../operators/secret-token.ts';
import { isRefused, type Outcome, type Refused } from '../outcome.ts';
import { proveVisit } from '../portal/portal-visits.ts';
import type { SecretBox } from '../secrets.ts';
import { grantPackage } from '../subscriptions/grant-package.ts';
import { voucherHasher } from './hash-voucher-code.ts';
import { STATE } from './vouchers.queries.ts';
import { noteSignUp } from '../portal/note-sign-up.ts';

export type RedeemParts = {
  readonly db: Db;
  readonly secretBox: SecretBox;
  readonly randomBytes: RandomBytes;
};

export type RedeemingVisitor = {
  /** As it was typed. */
  readonly code: string;
  /** Who redeems it; `null`: nobody that is known, so a guest is made. */
  readonly customerId: number | null;
  readonly zoneId: number;
  /** Of the portal: it is the customer's from here on. */
  readonly visitId?: number;
  readonly actor: Actor;
};

export type RedeemedVoucher =
  | {
      readonly redeemed: true;
      readonly customerId: number;
      readonly subscriptionId: number;
      readonly isNewGuest: boolean;
    }
  | { readonly redeemed: false; readonly why: VoucherRefusal };

/**
 * Gives the package of a voucher, once: the voucher's row is locked first, so whoever comes at the same time finds it
 * used. The guest, the package, the proof of the visit and the redemption are one transaction.
 */
export async function redeemVoucher(
  { db, secretBox, randomBytes }: RedeemParts,
  { code: typed, customerId, zoneId, visitId, actor }: RedeemingVisitor,
): Promise<RedeemedVoucher> {
  const code = readVoucherCode(typed);
  if (code === null) return refused('unknown');
  const hash = voucherHasher(secretBox)(code);
  const { value } = await applyChange<RedeemedVoucher>(db, actor, async (change) => {
    const voucher = await lockVoucher(change.tx, hash, zoneId);
    if (voucher === undefined) return refused('unknown');
    const why = await whyNot(change.tx, voucher, customerId);
    if (why !== null) return refused(why);
    const holder = customerId ?? (await addGuest(change, secretBox, randomBytes, zoneId));
    if (isRefused(holder)) return holder;
    const granted = await grantPackage(change, holder, { servicePackageId: voucher.service_package_id });
    if (isRefused(granted)) return granted;
    if (visitId !== undefined) await proveVisit(change.tx, visitId, holder);
    await storeRedemption(change, voucher, { customerId: holder, subscriptionId: granted.id, zoneId });
    return {
      redeemed: true,
      customerId: holder,
      subscriptionId: granted.id,
      isNewGuest: customerId === null,
    };
  });
  return isRefused(value) ? refused(readRefusal(value)) : value;
}

function refused(why: VoucherRefusal): RedeemedVoucher {
  return { redeemed: false, why };
}

/** The package could not be given: all that was written is undone, and the voucher is as good as before. */
function readRefusal({ refused: code }: Refused): VoucherRefusal {
  if (code === 'already-without-end') return code;
  // Who has ended is nobody's kind of customer any more; only the very moment lets them come this far.
  if (code === 'package-of-other-kind' || code === 'customer-ended') return 'other-kind';
  throw new Error(`A voucher's package could not be given: ${code}.`);
}

type LockedVoucher = {
  readonly id: number;
  readonly serial: number;
  readonly batch_name: string;
  readonly service_package_id: number;
  readonly package_name: string;
  readonly state: VoucherState;
  readonly is_here: boolean;
};

/** Until the transaction ends nobody else redeems or revokes it, nor its batch. */
async function lockVoucher(tx: Tx, hash: Buffer, zoneId: number): Promise<LockedVoucher | undefined> {
  return tx
    .selectFrom('vouchers as v')
    .innerJoin('voucher_batches as b', 'b.id', 'v.batch_id')
    .innerJoin('service_packages as p', 'p.id', 'b.service_package_id')
    .select(['v.id', 'v.serial', 'b.name as batch_name', 'b.service_package_id', 'p.name as package_name'])
    .select([
      STATE.as('state'),
      sql<boolean>`not exists (select from service_package_zones z where z.service_package_id = p.id)
        or exists (select from service_package_zones z where z.service_package_id = p.id and z.zone_id = ${zoneId})`.as(
        'is_here',
      ),
    ])
    .where('v.code_hash', '=', hash)
    .forUpdate('v')
    .forShare('b')
    .executeTakeFirst();
}

const REFUSED_STATES = { open: null, redeemed: 'used', revoked: 'revoked', expired: 'expired' } as const;

async function whyNot(
  tx: Tx,
  { state, is_here }: LockedVoucher,
  customerId: number | null,
): Promise<VoucherRefusal | null> {
  if (REFUSED_STATES[state] !== null) return REFUSED_STATES[state];
  if (!is_here) return 'other-zone';
  if (customerId === null) return null;
  const { kind, status } = await tx
    .selectFrom('customers')
    .select(['kind', 'status'])
    .where('id', '=', customerId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (kind !== 'hotspot') return 'other-kind';
  return status === 'active' ? null : 'suspended';
}

const NAMES_TRIED_MAX = 8;

/** A customer of whom nothing is known but that they hold a voucher. */
async function addGuest(
  change: Change,
  secretBox: SecretBox,
  randomBytes: RandomBytes,
  zoneId: number,
): Promise<Outcome<number>> {
  for (let tried = 1; ; tried += 1) {
    const username = `guest-${makeVoucherCode(6, randomBytes).toLowerCase()}`;
    const added = await addCustomer(change, secretBox, {
      name: username,
      username,
      password: proposePassword(randomBytes(PROPOSAL_RANDOM_BYTES)),
      kind: 'hotspot',
    });
    if (isRefused(added)) {
      if (added.refused === 'username-taken' && tried < NAMES_TRIED_MAX) continue;
      return added;
    }
    const id = Number(added.id);
    await noteSignUp(change.tx, id, zoneId);
    return id;
  }
}

async function storeRedemption(
  { tx, audit }: Change,
  voucher: LockedVoucher,
  by: { readonly customerId: number; readonly subscriptionId: number; readonly zoneId: number },
): Promise<void> {
  await tx
    .updateTable('vouchers')
    .set({
      redeemed_at: sql<Date>`trusted_now()`,
      customer_id: by.customerId,
      subscription_id: by.subscriptionId,
      zone_id: by.zoneId,
    })
    .where('id', '=', voucher.id)
    .execute();
  await audit({
    action: 'vouchers.redeem',
    subjectKind: 'voucher',
    subjectId: voucher.id,
    customerId: by.customerId,
    after: {
      batch: voucher.batch_name,
      serial: voucher.serial,
      servicePackage: voucher.package_name,
      subscriptionId: by.subscriptionId,
    },
  });
}
