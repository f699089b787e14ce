import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { migrate, readMigrations } from '../db/migrate.ts';
import { createEmptyTestDatabase, type TestDatabase } from '../db/testing.ts';

const NAME = /-money-that-arrived\.sql$/;

let database: TestDatabase;
before(async () => {
  database = await createEmptyTestDatabase();
  const all = await readMigrations();
  await migrate(
    database.connection,
    all.slice(
      0,
      all.findIndex(({ name }) => NAME.test(name)),
    ),
  );
});
after(() => database?.close());

test('what was sold before counts at what the provider had told, and what was paid back still fits into it', async () => {
  const { db, connection } = database;
  await sql`
    with c as (insert into customers (name, username, username_key, password_cipher, kind)
               values ('Rahima', 'rahima', 'rahima', ''::bytea, 'hotspot') returning id),
         s as (insert into service_packages (name, kind) values ('Day', 'hotspot') returning id),
         m as (insert into payment_methods (provider, name, settings_cipher, callback_token)
               values ('cash', 'Cash', ''::bytea, 't') returning id)
    insert into payments (idempotency_key, customer_id, service_package_id, package_name, payment_method_id, amount_minor, currency,
                          state, paid_at, told_minor, told_currency, refunded_at, refunded_minor, expires_at)
    select key, c.id, s.id, 'Day', m.id, 3000, 'BDT', state, paid::timestamptz, told, told_currency, refunded::timestamptz, back, now()
      from c, s, m, (values
        ('open',          'open',     null,  null, null,  null,  null),
        ('by hand',       'paid',     'now', null, null,  null,  null),
        ('told less',     'paid',     'now', 1000, 'BDT', null,  null),
        ('other money',   'paid',     'now', 30,   'USD', null,  null),
        ('more back',     'refunded', 'now', 1000, 'BDT', 'now', 3000),
        ('never counted', 'refunded', null,  5000, 'BDT', 'now', 5000)
      ) as old (key, state, paid, told, told_currency, refunded, back)`.execute(db);
  await migrate(connection);
  const { rows } = await sql<{ key: string; received: string | null }>`
    select idempotency_key as key, received_minor || ' ' || received_currency as received
      from payments order by id`.execute(db);
  assert.deepEqual(Object.fromEntries(rows.map(({ key, received }) => [key, received])), {
    open: null,
    'by hand': '3000 BDT',
    'told less': '1000 BDT',
    'other money': '30 USD',
    'more back': '3000 BDT',
    'never counted': '5000 BDT',
  });
});
