import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { radiusActor } from '../actor.ts';
import type { ChangeEntity } from './change-feed.ts';
import { type ChangeFeed, followChanges } from './follow-changes.ts';
import { makeChange } from './make-change.ts';
import { clientConfig, type Connection } from './open-database.ts';
import { createTestDatabase } from './testing.ts';
import { trimChangeFeed } from './trim-change-feed.ts';

const main = await createTestDatabase();
const other = await createTestDatabase();
const { db } = main;
const feeds: TestNode[] = [];
after(async () => {
  await Promise.all(feeds.map((node) => node.feed.stop()));
  await main.close();
  await other.close();
});

test('a change is in force on every node when makeChange returns', async () => {
  const nodes = [await startNode('one'), await startNode('two')];
  const { pendingNodes } = await change('customers', [7, 8, 7]);
  assert.deepEqual(pendingNodes, []);
  for (const node of nodes) assert.deepEqual(node.applied('customers'), [7, 8]);
  await stopNodes();
});

test('a removal is in force while another transaction stays open, in this database and in another', async () => {
  const node = await startNode('one');
  const open = [await openTransaction(main.connection), await openTransaction(other.connection)];
  const startedAt = performance.now();
  for (const id of [1, 2, 3]) assert.deepEqual((await change('customers', [id])).pendingNodes, []);
  assert.ok(performance.now() - startedAt < 1000, 'nothing waited for the open transactions');
  assert.deepEqual(node.applied('customers'), [1, 2, 3]);
  for (const client of open) await client.end();
  await stopNodes();
});

test('a change that began early and commits late is not missed', async () => {
  const node = await startNode('one');
  const late = new pg.Client(clientConfig(main.connection));
  await late.connect();
  await late.query(`begin; insert into change_feed (entity, ids) values ('nas', '{41}')`);
  for (const id of [1, 2, 3]) await change('customers', [id]);
  await sleep(50);
  assert.deepEqual(node.applied('nas'), []);
  await late.query(`select pg_notify('gatehouse_changes', ''); commit`);
  await until(() => node.applied('nas').includes(41));
  await late.end();
  await stopNodes();
});

test('a lost notification delays a change by a second at most', async () => {
  const node = await startNode('one');
  await sql`insert into change_feed (entity, ids) values ('hotspot-zones', '{5}')`.execute(db);
  const startedAt = performance.now();
  await until(() => node.applied('hotspot-zones').includes(5));
  assert.ok(performance.now() - startedAt < 1500);
  await stopNodes();
});

test('a node without a heartbeat is named at once', async () => {
  await startNode('one');
  await registerDeadNode('Branch office');
  const startedAt = performance.now();
  const { pendingNodes } = await change('customers', [1]);
  assert.deepEqual(pendingNodes, ['Branch office']);
  assert.ok(performance.now() - startedAt < 500, 'nobody waited for it');
  await stopNodes();
});

test('a node that does not get on is waited for, for two seconds at most, and named', async () => {
  const node = await startNode('slow');
  node.delayMs = 4000;
  const startedAt = performance.now();
  const { pendingNodes } = await change('customers', [1]);
  const waitedMs = performance.now() - startedAt;
  assert.deepEqual(pendingNodes, ['slow']);
  assert.ok(waitedMs > 1900 && waitedMs < 2500, `waited ${waitedMs} ms`);
  node.delayMs = 0;
  await stopNodes();
});

test('a change of which no login depends waits for nobody', async () => {
  await registerDeadNode('Branch office');
  const { value, pendingNodes } = await makeChange(db, radiusActor, async () => 'done');
  assert.deepEqual([value, pendingNodes], ['done', []]);
  await stopNodes();
});

test('a failed change leaves neither rows nor announcement nor audit entry', async () => {
  const node = await startNode('one');
  const failing = makeChange(db, radiusActor, async ({ announce, audit }) => {
    announce('customers', [99]);
    await audit({ action: 'customers.change', subjectKind: 'customer', subjectId: 99 });
    throw new Error('no');
  });
  await assert.rejects(failing, /no/);
  await change('customers', [1]);
  assert.deepEqual(node.applied('customers'), [1]);
  const audits = await db.selectFrom('audit_log').selectAll().where('subject_id', '=', '99').execute();
  assert.deepEqual(audits, []);
  await stopNodes();
});

test('the audit entry says who, what, before and after', async () => {
  const actor = {
    kind: 'operator',
    id: 3,
    name: 'Amina',
    role: 'support',
    sourceAddress: '192.0.2.7',
  } as const;
  await makeChange(db, actor, ({ audit }) =>
    audit({
      action: 'devices.remove',
      subjectKind: 'device',
      subjectId: 12,
      customerId: 4,
      before: { mac: 'AA:BB:CC:DD:EE:FF' },
    }),
  );
  const entry = await db
    .selectFrom('audit_log')
    .selectAll()
    .where('subject_id', '=', '12')
    .executeTakeFirstOrThrow();
  const { id, at, ...rest } = entry;
  assert.ok(id > 0 && at instanceof Date);
  assert.deepEqual(rest, {
    actor_kind: 'operator',
    actor_id: 3,
    actor_name: 'Amina',
    action: 'devices.remove',
    subject_kind: 'device',
    subject_id: '12',
    customer_id: 4,
    subject_name: 'AA:BB:CC:DD:EE:FF',
    customer_name: null,
    why: null,
    before: { mac: 'AA:BB:CC:DD:EE:FF' },
    after: null,
    source_address: '192.0.2.7',
  });
});

test('after a lost connection the node loads everything anew and is in force again', async () => {
  const node = await startNode('one');
  assert.equal(node.reloads, 1);
  await db
    .insertInto('change_feed')
    .values({ entity: 'nas', ids: [1] })
    .execute(); // no bell
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'gatehouse feed one'`.execute(
    db,
  );
  await until(() => node.reloads === 2);
  assert.deepEqual((await change('customers', [6])).pendingNodes, []);
  assert.equal(node.feed.contact().connected, true);
  await stopNodes();
});

test('a failing read is tried again from a full load, never passed over', async () => {
  const node = await startNode('one');
  node.failOnce = true;
  const { pendingNodes } = await change('customers', [6]);
  assert.deepEqual(pendingNodes, []);
  assert.equal(node.reloads, 2);
  await stopNodes();
});

test('a restart takes over the row of its predecessor; an orderly stop leaves the list', async () => {
  const id = randomUUID();
  await registerDeadNode('one', id);
  await startNode('one', id);
  const names = () => db.selectFrom('radius_nodes').select('name').execute();
  assert.deepEqual(await names(), [{ name: 'one' }]);
  await stopNodes({ dead: false });
  assert.deepEqual(await names(), []);
});

test('nodes on one host can be told apart, also when they start at once, and keep their names over a crash', async () => {
  const ids = [randomUUID(), randomUUID(), randomUUID()];
  await Promise.all(ids.map((id) => startNode('host', id)));
  const names = async () =>
    new Map(
      (await db.selectFrom('radius_nodes').select(['id', 'name']).execute()).map(({ id, name }) => [
        id,
        name,
      ]),
    );
  const first = await names();
  const plain = ids.filter((id) => first.get(id) === 'host');
  assert.equal(plain.length, 1);
  for (const id of ids.filter((one) => one !== plain[0]))
    assert.equal(first.get(id), `host (${id.slice(0, 4)})`);
  await stopNodes();
  for (const id of ids) await registerDeadNode(first.get(id) ?? '', id);
  for (const id of ids) await startNode('host', id);
  assert.deepEqual(await names(), first);
  await stopNodes();
});

test('a change to ten thousand rows fits: the notification carries none of them', async () => {
  const node = await startNode('one');
  const ids = Array.from({ length: 10_000 }, (_, index) => index + 1);
  await change('customers', ids);
  assert.equal(node.applied('customers').length, ids.length);
  await stopNodes();
});

test('old announcements go, but never before every living node has applied them', async () => {
  await db.deleteFrom('change_feed').execute();
  const node = await startNode('one');
  const old = sql<Date>`now() - interval '2 hours'`;
  await db
    .insertInto('change_feed')
    .values({ entity: 'nas', ids: [1], at: old })
    .execute();
  assert.equal(await trimChangeFeed(db), 0, 'committed, not applied yet');
  await until(() => node.applied('nas').includes(1));
  await sleep(100);
  await registerDeadNode('Branch office');
  assert.equal(await trimChangeFeed(db), 1);
  await stopNodes();
});

// ---------------------------------------------------------------------------------------------------------------

type TestNode = {
  feed: ChangeFeed;
  reloads: number;
  delayMs: number;
  failOnce: boolean;
  applied(entity: ChangeEntity): number[];
};

async function startNode(name: string, id: string = randomUUID()): Promise<TestNode> {
  const seen = new Map<ChangeEntity, Set<number>>();
  const node = { reloads: 0, delayMs: 0, failOnce: false };
  const feed = await followChanges({
    connection: main.connection,
    node: { id, name },
    log: pino({ level: 'silent' }),
    onReload: async () => {
      node.reloads++;
    },
    onChange: async (changes) => {
      await sleep(node.delayMs);
      if (node.failOnce) {
        node.failOnce = false;
        throw new Error('The database hiccuped.');
      }
      for (const [entity, ids] of changes) {
        const known = seen.get(entity) ?? new Set();
        for (const id of ids) known.add(id);
        seen.set(entity, known);
      }
    },
  });
  const started = Object.assign(node, {
    feed,
    applied: (entity: ChangeEntity) => [...(seen.get(entity) ?? [])].sort((a, b) => a - b),
  });
  feeds.push(started);
  return started;
}

async function stopNodes({ dead = true } = {}): Promise<void> {
  await Promise.all(feeds.splice(0).map((node) => node.feed.stop()));
  if (dead) await db.deleteFrom('radius_nodes').execute();
}

function change(entity: ChangeEntity, ids: number[]) {
  return makeChange(db, radiusActor, async ({ announce }) => announce(entity, ids));
}

async function registerDeadNode(name: string, id: string = randomUUID()): Promise<void> {
  const longAgo = sql<Date>`now() - interval '90 minutes'`;
  await db
    .insertInto('radius_nodes')
    .values({ id, name, started_at: longAgo, heartbeat_at: longAgo })
    .execute();
}

/** A transaction that has written something and neither commits nor ends. */
async function openTransaction(connection: Connection): Promise<pg.Client> {
  const client = new pg.Client(clientConfig(connection));
  await client.connect();
  await client.query('begin; create table never_committed (n int)');
  return client;
}

async function until(isTrue: () => boolean): Promise<void> {
  for (const end = performance.now() + 5000; !isTrue(); await sleep(5)) {
    assert.ok(performance.now() < end, 'waited 5 s in vain');
  }
}
