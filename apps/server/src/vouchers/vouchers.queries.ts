import type { VoucherState } from '@gatehouse/domain/vouchers/voucher-words';
import { type RawBuilder, sql } from 'kysely';
import { containsPattern, type ListRequest, readPage, type SortColumn } from '../db/keyset.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { Page } from '../shapes.ts';
import type {
  Voucher,
  VoucherBatch,
  VoucherBatchFilters,
  VoucherBatchSort,
  VoucherFilters,
  VoucherSort,
} from './vouchers.schemas.ts';

/** Of `vouchers v` in `voucher_batches b`. */
export const STATE: RawBuilder<VoucherState> = sql<VoucherState>`case
  when v.redeemed_at is not null then 'redeemed'
  when v.revoked_at is not null or b.revoked_at is not null then 'revoked'
  when b.valid_until <= trusted_now() then 'expired' else 'open' end`;

const BATCH_SORTS: Record<VoucherBatchSort, SortColumn> = {
  name: { expression: sql`lower(b.name)`, type: 'text' },
  createdAt: { expression: sql`b.created_at`, type: 'timestamptz' },
};

function selectBatches(db: Db | Tx) {
  return db
    .selectFrom('voucher_batches as b')
    .innerJoin('service_packages as p', 'p.id', 'b.service_package_id')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('vouchers as v')
          .whereRef('v.batch_id', '=', 'b.id')
          .select([
            sql<number>`count(*) filter (where ${STATE} = 'redeemed')`.as('redeemed'),
            sql<number>`count(*) filter (where ${STATE} = 'open')`.as('open'),
            sql<number>`count(*) filter (where ${STATE} = 'revoked')`.as('revoked'),
            sql<number>`count(*) filter (where ${STATE} = 'expired')`.as('expired'),
          ])
          .as('counted'),
      (join) => join.onTrue(),
    )
    .selectAll('b')
    .select([
      'p.name as package_name',
      'counted.redeemed',
      'counted.open',
      'counted.revoked',
      'counted.expired',
    ])
    .select(sql<number | null>`b.amount_minor * counted.redeemed`.as('redeemed_minor'));
}
type BatchRow = Awaited<ReturnType<ReturnType<typeof selectBatches>['executeTakeFirstOrThrow']>>;

export async function listVoucherBatches(
  db: Db,
  list: ListRequest<VoucherBatchSort>,
  { servicePackageId }: VoucherBatchFilters,
): Promise<Page<VoucherBatch>> {
  const all: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (list.search !== null) all.push(sql`lower(b.name) like ${containsPattern(list.search.toLowerCase())}`);
  if (servicePackageId) all.push(sql`b.service_package_id = ${servicePackageId}`);
  const where = sql<boolean>`${sql.join(all, sql` and `)}`;
  const { rows, nextCursor } = await readPage(
    selectBatches(db).where(where),
    list,
    BATCH_SORTS[list.sort],
    sql`b.id`,
  );
  const page = { items: rows.map(presentBatch), nextCursor };
  if (!list.count) return page;
  const { total } = await db
    .selectFrom('voucher_batches as b')
    .select(sql<number>`count(*)`.as('total'))
    .where(where)
    .executeTakeFirstOrThrow();
  return { ...page, total };
}

/** `null`: there is no such batch. */
export async function findVoucherBatch(db: Db | Tx, id: number): Promise<VoucherBatch | null> {
  const row = await selectBatches(db).where('b.id', '=', id).executeTakeFirst();
  return row === undefined ? null : presentBatch(row);
}

function presentBatch(row: BatchRow): VoucherBatch {
  return {
    id: String(row.id),
    name: row.name,
    servicePackageId: String(row.service_package_id),
    servicePackageName: row.package_name,
    codeLength: row.code_length,
    count: row.voucher_count,
    redeemed: row.redeemed,
    open: row.open,
    revoked: row.revoked,
    expired: row.expired,
    amountMinor: row.amount_minor,
    currency: row.currency,
    redeemedMinor: row.redeemed_minor,
    validUntil: row.valid_until?.toISOString() ?? null,
    madeBy: row.made_by,
    createdAt: row.created_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    revokedBy: row.revoked_by,
    revokeReason: row.revoke_reason,
  };
}

function selectVouchers(db: Db | Tx) {
  return db
    .selectFrom('vouchers as v')
    .innerJoin('voucher_batches as b', 'b.id', 'v.batch_id')
    .innerJoin('service_packages as p', 'p.id', 'b.service_package_id')
    .leftJoin('customers as c', 'c.id', 'v.customer_id')
    .leftJoin('hotspot_zones as z', 'z.id', 'v.zone_id')
    .select(['v.id', 'v.batch_id', 'v.serial', 'v.redeemed_at', 'v.zone_id', 'v.customer_id'])
    .select(['b.name as batch_name', 'b.valid_until', 'p.name as package_name', 'z.name as zone_name'])
    .select(['c.name as customer_name', 'c.username'])
    .select([
      STATE.as('state'),
      sql<Date | null>`coalesce(v.revoked_at, case when v.redeemed_at is null then b.revoked_at end)`.as(
        'revoked_at',
      ),
    ]);
}
type VoucherRow = Awaited<ReturnType<ReturnType<typeof selectVouchers>['executeTakeFirstOrThrow']>>;

export async function listVouchers(
  db: Db,
  batchId: number,
  list: ListRequest<VoucherSort>,
  { state }: VoucherFilters,
): Promise<Page<Voucher>> {
  const serial = list.search === null || !/^\d{1,9}$/.test(list.search) ? null : Number(list.search);
  const all: RawBuilder<boolean>[] = [sql<boolean>`v.batch_id = ${batchId}`];
  if (list.search !== null) all.push(sql`v.serial = ${serial}`);
  if (state) all.push(sql`${STATE} = ${state}`);
  const query = selectVouchers(db).where(sql<boolean>`${sql.join(all, sql` and `)}`);
  const key: SortColumn = { expression: sql`v.serial`, type: 'bigint' };
  const { rows, nextCursor } = await readPage(query, list, key, sql`v.id`);
  const page = { items: rows.map(presentVoucher), nextCursor };
  if (!list.count) return page;
  const { total } = await db
    .selectFrom('vouchers as v')
    .innerJoin('voucher_batches as b', 'b.id', 'v.batch_id')
    .select(sql<number>`count(*)`.as('total'))
    .where(sql<boolean>`${sql.join(all, sql` and `)}`)
    .executeTakeFirstOrThrow();
  return { ...page, total };
}

export async function findVoucherByHash(db: Db | Tx, hash: Buffer): Promise<Voucher | null> {
  const row = await selectVouchers(db).where('v.code_hash', '=', hash).executeTakeFirst();
  return row === undefined ? null : presentVoucher(row);
}

export async function findVoucherBySerial(
  db: Db | Tx,
  batchId: number,
  serial: number,
): Promise<Voucher | null> {
  const row = await selectVouchers(db)
    .where('v.batch_id', '=', batchId)
    .where('v.serial', '=', serial)
    .executeTakeFirst();
  return row === undefined ? null : presentVoucher(row);
}

function presentVoucher(row: VoucherRow): Voucher {
  const { customer_id, customer_name, username, zone_id, zone_name } = row;
  return {
    id: String(row.id),
    batchId: String(row.batch_id),
    batchName: row.batch_name,
    servicePackageName: row.package_name,
    serial: row.serial,
    state: row.state,
    redeemedAt: row.redeemed_at?.toISOString() ?? null,
    customer:
      customer_id === null || customer_name === null || username === null
        ? null
        : { id: String(customer_id), name: customer_name, username },
    zone: zone_id === null || zone_name === null ? null : { id: String(zone_id), name: zone_name },
    revokedAt: row.revoked_at?.toISOString() ?? null,
    validUntil: row.valid_until?.toISOString() ?? null,
  };
}
