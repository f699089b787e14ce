import { CODE_LENGTH_DEFAULT, makeVoucherCode } from '@gatehouse/domain/vouchers/voucher-code';
import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import type { Tx } from '../db/open-database.ts';
import { nameTaken, unlessTaken } from '../db/unless-taken.ts';
import type { RandomBytes } from '../operators/secret-token.ts';
import { isRefused, type Outcome, type Refused, refuse } from '../outcome.ts';
import type { SecretBox } from '../secrets.ts';
import { unknownPackage } from '../subscriptions/given-package.ts';
import { voucherHasher } from './hash-voucher-code.ts';
import { findVoucherBatch } from './vouchers.queries.ts';
import type { AddVoucherBatchInput, MadeVouchers } from './vouchers.schemas.ts';

/**
 * Makes vouchers and tells their codes, which nobody can be told again. Refused: `name-taken`, `reference-unknown`,
 * `package-of-other-kind`, `ends-before-start`.
 */
export async function makeVoucherBatch(
  { tx, actor, audit }: Change,
  secretBox: SecretBox,
  randomBytes: RandomBytes,
  input: AddVoucherBatchInput,
): Promise<Outcome<MadeVouchers>> {
  const sold = await tx
    .selectFrom('service_packages')
    .select(['name', 'kind', 'trial', 'price_minor', 'currency', sql<Date>`trusted_now()`.as('now')])
    .where('id', '=', input.servicePackageId)
    .forShare()
    .executeTakeFirst();
  if (sold === undefined) return unknownPackage();
  if (sold.kind !== 'hotspot') return notForVouchers(`"${sold.name}" is a package for lines.`);
  if (sold.trial)
    return notForVouchers(`"${sold.name}" is a trial, which a visitor has once and for nothing.`);
  const validUntil = input.validUntil ?? null;
  if (validUntil !== null && validUntil <= sold.now) return tooEarly();
  const values = {
    name: input.name,
    service_package_id: input.servicePackageId,
    code_length: input.codeLength ?? CODE_LENGTH_DEFAULT,
    voucher_count: input.count,
    ...soldFor(input, sold),
    valid_until: validUntil,
    made_by: actor.name,
  };
  const insert = () =>
    tx.insertInto('voucher_batches').values(values).returning('id').executeTakeFirstOrThrow();
  const row = await unlessTaken(insert, { voucher_batches_name_key: nameTaken(input.name) });
  if (isRefused(row)) return row;
  const hash = voucherHasher(secretBox);
  const vouchers = await makeVouchers(tx, row.id, values.voucher_count, () => {
    const code = makeVoucherCode(values.code_length, randomBytes);
    return { code, hash: hash(code) };
  });
  await audit({
    action: 'vouchers.add',
    subjectKind: 'voucher-batch',
    subjectId: row.id,
    after: {
      name: input.name,
      servicePackage: sold.name,
      count: input.count,
      codeLength: values.code_length,
      amountMinor: values.amount_minor,
      currency: values.currency,
      validUntil,
    },
  });
  const batch = await findVoucherBatch(tx, row.id);
  if (batch === null) throw new Error('What was just written is not there.');
  return { batch, vouchers };
}

type NewVoucher = { readonly code: string; readonly hash: Buffer };

/** Each with another code: one that there is already, here or in another batch, is thrown away. */
async function makeVouchers(
  tx: Tx,
  batchId: number,
  count: number,
  make: () => NewVoucher,
): Promise<MadeVouchers['vouchers']> {
  const made = new Map<number, string>();
  const serials = Array.from({ length: count }, (_, at) => at + 1);
  while (made.size < count) {
    const fresh = serials.filter((serial) => !made.has(serial)).map((serial) => ({ serial, ...make() }));
    const { rows } = await sql<{ serial: number }>`
      insert into vouchers (batch_id, serial, code_hash)
      select ${batchId}, serial, hash
        from unnest(${fresh.map(({ serial }) => serial)}::int[], ${fresh.map(({ hash }) => hash)}::bytea[]) as fresh (serial, hash)
      on conflict (code_hash) do nothing
      returning serial`.execute(tx);
    const stored = new Set(rows.map(({ serial }) => serial));
    for (const { serial, code } of fresh) if (stored.has(serial)) made.set(serial, code);
  }
  return serials.map((serial) => ({ serial, code: made.get(serial) ?? '' }));
}

function soldFor(
  { amountMinor, currency }: AddVoucherBatchInput,
  sold: { readonly price_minor: number | null; readonly currency: string | null },
): { readonly amount_minor: number | null; readonly currency: string | null } {
  if (amountMinor === null) return { amount_minor: null, currency: null };
  if (amountMinor !== undefined) return { amount_minor: amountMinor, currency: currency ?? null };
  // What is free in every currency has none.
  if (sold.price_minor === null || sold.currency === null) return { amount_minor: null, currency: null };
  return { amount_minor: sold.price_minor, currency: sold.currency };
}

function notForVouchers(why: string): Refused {
  const message = `${why} Vouchers are sold for hotspot packages.`;
  return refuse('package-of-other-kind', {
    message,
    fields: { servicePackageId: { code: 'wrong-kind', message } },
  });
}

function tooEarly(): Refused {
  return refuse('ends-before-start', {
    message: 'Nobody could redeem a voucher that is good until a time that is over. Choose a later one.',
    fields: { validUntil: { code: 'too-early', message: 'must be in the future' } },
  });
}
