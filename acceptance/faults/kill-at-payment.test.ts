import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type Database, openDatabase } from '@gatehouse/server/db/open-database';
import { paymentReference } from '@gatehouse/server/payments/payment-link';
import { openSecretBox, type SecretBox } from '@gatehouse/server/secrets';
import type { FakeGateway } from '../../tools/fake-payment-gateway/fake-gateway.ts';
import { startFakeGateway } from '../../tools/fake-payment-gateway/start-fake-gateway.ts';
import type { ApiClient, Item } from '../api-client.ts';
import { type FaultHouse, openFaultHouse } from './fault-house.ts';
import { isFull, sized } from './fault-size.ts';
import { embeddedDatabase, trySignal, webProcess } from './product-processes.ts';

/** Processes are killed around the moment at which money is believed: in the end everybody has what they paid for, once. */
let house: FaultHouse;
let gateway: FakeGateway;
let api: ApiClient;
let secretBox: SecretBox;
let dayId: string;
let methodId: string;

before(async () => {
  house = await openFaultHouse();
  gateway = await startFakeGateway();
  // Nobody tells: whatever is found, is found by asking.
  gateway.misbehave({ losesCallbacks: true });
  api = await house.gatehouse.api();
  const key = await readFile(path.join(house.gatehouse.dataFolder, 'secret.key'), 'utf8');
  secretBox = openSecretBox(Buffer.from(key.trim(), 'hex'));
  const day = { name: 'Day', kind: 'hotspot', priceMinor: 3000, currency: 'BDT', validitySeconds: 86_400 };
  dayId = (await api.post<Item>('/service-packages', day)).id;
  methodId = (await api.post<Item>('/payment-methods', gateway.method())).id;
});
after(async () => {
  await house?.stop();
  await gateway?.close();
});

async function withDatabase<T>(work: (pool: Database['pool']) => Promise<T>): Promise<T> {
  const { url } = await embeddedDatabase(house.gatehouse.dataFolder);
  const { pool, close } = openDatabase({ connectionString: url }, { poolSize: 2 });
  try {
    return await work(pool);
  } finally {
    await close();
  }
}

type Begun = { readonly id: number; readonly customerId: string };

/** A payment that the gateway has taken, and that we do not know of yet. */
async function payUnheard(): Promise<Begun> {
  const username = `guest-${randomUUID().slice(0, 8)}`;
  const guest = { name: username, username, password: 'a-long-password', kind: 'hotspot' };
  const { id: customerId } = await api.post<Item>('/customers', guest);
  const id = await withDatabase(async (pool) => {
    const { rows } = await pool.query<{ id: number }>(
      `insert into payments (idempotency_key, customer_id, service_package_id, package_name, payment_method_id,
                             amount_minor, currency, state, expires_at)
       values ($1, $2, $3, 'Day', $4, 3000, 'BDT', 'open', now() + interval '1 hour') returning id`,
      [randomUUID(), customerId, dayId, methodId],
    );
    return rows[0]?.id ?? 0;
  });
  const reference = paymentReference(secretBox, id);
  const { key = '', beginUrl = '' } = gateway.method().settings;
  const created = await fetch(beginUrl, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}` },
    body: JSON.stringify({ reference, amount: '3000', currency: 'BDT', return_url: '', callback_url: '' }),
  });
  assert.equal(created.status, 201);
  await gateway.pay(reference);
  return { id, customerId };
}

/** Asks about all of them, as their visitors' pages would; nobody waits for the answers. */
function askAbout(payments: readonly Begun[]): void {
  for (const { id } of payments) void api.post(`/payments/${id}/ask`, undefined).catch(() => undefined);
}

/** As from one moment to the next: nothing is finished, nothing is said. */
async function killAll(): Promise<void> {
  const web = await webProcess(house.gatehouse.pid);
  trySignal(house.gatehouse.pid, 'SIGKILL');
  if (web !== null) trySignal(web, 'SIGKILL');
}

async function startAgain(): Promise<void> {
  // Due is what is due: what stands in the way is only that a test does not wait for a minute.
  await house.startAgain();
  await withDatabase((pool) => pool.query(`update payments set ask_at = now() where state <> 'paid'`));
}

async function untilPaid(payments: readonly Begun[]): Promise<void> {
  for (const until = Date.now() + 150_000; Date.now() < until; await pause(250)) {
    const states = await Promise.all(
      payments.map(async ({ id }) => (await api.get<{ state: string }>(`/payments/${id}`)).state),
    );
    if (states.every((state) => state === 'paid')) return;
  }
  assert.fail(`not all are paid:\n${house.gatehouse.output().slice(-2000)}`);
}

async function assertGivenOnce(payments: readonly Begun[]): Promise<void> {
  for (const { id, customerId } of payments) {
    const { items } = await api.get<{ items: Item[] }>(`/customers/${customerId}/subscriptions`);
    assert.equal(items.length, 1, `payment ${id}`);
    const { subscriptionId } = await api.get<{ subscriptionId: string | null }>(`/payments/${id}`);
    assert.equal(subscriptionId, items[0]?.id);
  }
}

test('kill -9 between payment and package: nothing is half done, and after the restart the visitor has it exactly once', async () => {
  const payment = await payUnheard();
  // Opens the gap between the two writes, as wide as a barn door.
  await withDatabase((pool) =>
    pool.query(`
      create function wait_here() returns trigger language plpgsql as
        $$ begin perform pg_sleep(3); return null; end $$;
      create trigger wait_here after update on payments
        for each row when (new.state = 'paid' and old.state <> 'paid') execute function wait_here()`),
  );
  askAbout([payment]);
  await withDatabase(async (pool) => {
    const asleep = `select from pg_stat_activity where wait_event = 'PgSleep' and pid <> pg_backend_pid()`;
    for (const until = Date.now() + 20_000; (await pool.query(asleep)).rowCount === 0; await pause(20))
      assert.ok(Date.now() < until, 'it is never between the two');
  });
  await killAll();
  await house.startAgain();
  const half = await withDatabase(async (pool) => {
    await pool.query('drop trigger wait_here on payments'); // waits until what was begun is undone
    const { rows } = await pool.query<{ state: string; packages: number }>(
      `select state, (select count(*) from subscriptions s where s.customer_id = p.customer_id) as packages
         from payments p where id = $1`,
      [payment.id],
    );
    await pool.query(`update payments set ask_at = now() where state <> 'paid'`);
    return rows[0];
  });
  assert.deepEqual(half, { state: 'open', packages: 0 });
  // The job asks within a minute; an operator does at once.
  if (!isFull) askAbout([payment]);
  await untilPaid([payment]);
  await assertGivenOnce([payment]);
});

test('kill -9 at any moment while many pay: after the restart all have what they paid for, each once', async () => {
  for (let time = 0; time < sized(1, 8); time++) {
    const payments = await Promise.all(Array.from({ length: sized(8, 20) }, payUnheard));
    askAbout(payments);
    await pause(Math.random() * 250);
    await killAll();
    await startAgain();
    askAbout(payments);
    await untilPaid(payments);
    await assertGivenOnce(payments);
  }
});
