import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction } from '../in-transaction.ts';
import { createTestDatabase, type TestDatabase } from '../testing.ts';
import { REACH_OF_TABLES, REACH_SCHEMA } from './reach-of-tables.ts';
import { outsideReach, type Reach, withinReach } from './reach.ts';

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(() => database.close());

const columnsOf = async (schema: string) => {
  const { rows } = await sql<{ name: string; columns: string }>`
    select c.relname as name, string_agg(a.attname, ' ' order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = ${schema}::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
     group by 1 order by 1`.execute(database.db);
  return new Map(rows.map(({ name, columns }) => [name, columns]));
};

describe('reach', () => {
  test('is said of every table there is, and of none that is not', async () => {
    const tables = await columnsOf('public');
    assert.deepEqual([...tables.keys()], Object.keys(REACH_OF_TABLES).toSorted());
    assert.deepEqual(await columnsOf(REACH_SCHEMA), tables);
  });

  test('shows of all tables nothing but what is for everybody to somebody who is limited to nothing', async () => {
    const { customers } = await fill(database, 'nowhere');
    assert.equal(customers.length, 2);
    await withinReach({ operatorId: 0, zoneIds: [], nasIds: [] }, async () => {
      for (const [name, reach] of Object.entries(REACH_OF_TABLES)) {
        if (reach === 'everything') continue;
        const { rows } = await sql<{ count: number }>`select count(*) from ${sql.table(name)}`.execute(
          database.db,
        );
        assert.equal(rows[0]?.count, 0, name);
      }
    });
  });

  test('is that of whoever asks, on whichever connection, while others ask for everything', async () => {
    const { nas, customers } = await fill(database, 'mixed');
    const [mine] = customers;
    const names = () =>
      database.db.selectFrom('customers').select('id').where('id', 'in', customers).execute();
    const reach: Reach = { operatorId: 1, zoneIds: [], nasIds: [nas[0] ?? 0] };
    const asked = Array.from({ length: 200 }, async (_, turn) => {
      const limited = turn % 3 !== 0;
      const rows = await (limited ? withinReach(reach, names) : names());
      assert.deepEqual(
        rows.map(({ id }) => id).toSorted(),
        limited ? [mine] : customers.toSorted(),
        `turn ${turn}`,
      );
      const again = await withinReach(reach, () => outsideReach(names));
      assert.equal(again.length, 2);
      const byPool = await withinReach(reach, () => database.pool.query('select id from customers'));
      assert.ok(byPool.rows.every(({ id }) => id === mine));
    });
    await Promise.all(asked);
  });

  test('lets nobody put a row beyond it, take one into it, or change one that is not in it', async () => {
    const { nas, customers } = await fill(database, 'writing');
    const [mine = 0, other = 0] = customers;
    const reach: Reach = { operatorId: 1, zoneIds: [], nasIds: [nas[0] ?? 0] };
    const { db } = database;
    const device = (customer_id: number, mac: string) =>
      db.insertInto('devices').values({ customer_id, mac, source: 'operator', added_by: 'x' });
    const move = (from: number, to: number) =>
      db.updateTable('devices').set({ customer_id: to }).where('customer_id', '=', from).executeTakeFirst();
    await device(other, '02:00:00:00:09:02').execute();
    await withinReach(reach, async () => {
      await inTransaction(db, (tx) =>
        tx
          .insertInto('devices')
          .values({ customer_id: mine, mac: '02:00:00:00:09:01', source: 'operator', added_by: 'x' })
          .execute(),
      );
      await assert.rejects(device(other, '02:00:00:00:09:03').execute(), { code: '44000' });
      await assert.rejects(move(mine, other), { code: '44000' });
      assert.equal((await move(other, mine)).numUpdatedRows, 0n);
      const gone = await db.deleteFrom('devices').where('customer_id', '=', other).executeTakeFirst();
      assert.equal(gone.numDeletedRows, 0n);
      const home = { home_nas_id: nas[1] ?? 0 };
      await assert.rejects(db.updateTable('customers').set(home).where('id', '=', mine).execute(), {
        code: '44000',
      });
      // Beside the row, by the house: what is searched.
      const words = await db.selectFrom('device_words').selectAll().execute();
      assert.equal(words.length, 1);
      await db.deleteFrom('devices').where('customer_id', '=', mine).execute();
    });
    const orphans =
      await sql`select from device_words where device_id not in (select id from devices)`.execute(db);
    assert.equal(orphans.rows.length, 0);
  });

  test('is refused as a whole where its views are missing', async () => {
    await sql`drop schema ${sql.id(REACH_SCHEMA)} cascade`.execute(database.db);
    await withinReach({ operatorId: 1, zoneIds: [], nasIds: [] }, async () => {
      await assert.rejects(database.db.selectFrom('customers').select('id').execute(), /does not exist/);
    });
    assert.ok((await database.db.selectFrom('customers').select('id').execute()).length > 0);
  });
});

let addresses = 0;

/** Two routers, each with a customer who is at home there. */
async function fill({ db }: TestDatabase, name: string) {
  const nas: number[] = [];
  const customers: number[] = [];
  for (const which of [1, 2]) {
    const router = await db
      .insertInto('nas')
      .values({
        name: `${name} ${which}`,
        address: `10.0.0.${(addresses += 1)}/32`,
        secret_cipher: Buffer.of(1),
        vendor: 'generic',
        coa_port: 3799,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const customer = await db
      .insertInto('customers')
      .values({
        name: `${name} ${which}`,
        username: `${name}.${which}`,
        username_key: `${name}.${which}`,
        password_cipher: Buffer.of(1),
        kind: 'pppoe',
        home_nas_id: router.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    nas.push(router.id);
    customers.push(customer.id);
  }
  return { nas, customers };
}
