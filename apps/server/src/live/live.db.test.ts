import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { addTestCustomer, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import type { OperatorRole } from '../db/schema.ts';
import { makeSecretToken } from '../operators/secret-token.ts';
import { openLiveHub, STREAMS_OF_OPERATOR_MAX } from './live-hub.ts';

let api: TestApi;
let server: ServerType;
let url: string;
const streams: Stream[] = [];

before(async () => {
  api = await openTestApi();
  server = createAdaptorServer({ fetch: api.app.fetch, createServer });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/live`;
});
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.leave();
  await until(() => api.parts.live.size === 0, 'all streams are gone');
});
after(async () => {
  await api.close();
  server.close();
});

type Event = { readonly event: string; readonly topics: readonly string[] };
type Stream = {
  readonly status: number;
  readonly headers: Headers;
  readonly events: readonly Event[];
  ended(): boolean;
  leave(): void;
};

let serial = 0;
async function operator(role: OperatorRole = 'owner'): Promise<{ id: number; cookie: string }> {
  serial += 1;
  const username = `operator.${serial}`;
  const { rows } = await api.database.pool.query<{ id: number }>(
    `insert into operators (name, username, username_key, password_hash, role) values ($1, $1, $1, '', $2) returning id`,
    [username, role],
  );
  const id = rows[0]?.id ?? 0;
  return { id, cookie: await signIn(id) };
}

async function signIn(operatorId: number): Promise<string> {
  const { token, hash } = makeSecretToken(randomBytes);
  await api.database.pool.query(
    `insert into sign_ins (operator_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')`,
    [operatorId, hash],
  );
  return `__Host-gatehouse=${token}`;
}

async function follow(headers: Record<string, string>): Promise<Stream> {
  const leaving = new AbortController();
  const response = await fetch(url, { headers, signal: leaving.signal });
  const events: Event[] = [];
  let ended = false;
  const stream: Stream = {
    status: response.status,
    headers: response.headers,
    events,
    ended: () => ended,
    leave: () => leaving.abort(),
  };
  streams.push(stream);
  void readEvents(response, events)
    .catch(() => undefined)
    .finally(() => {
      ended = true;
    });
  if (response.status === 200) await until(() => events.length > 0 || ended, 'the first event');
  return stream;
}

async function readEvents(response: Response, events: Event[]): Promise<void> {
  let text = '';
  for await (const chunk of (response.body as ReadableStream<Uint8Array>).pipeThrough(
    new TextDecoderStream() as never,
  ) as unknown as AsyncIterable<string>) {
    text += chunk;
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const [, event = '', data = ''] = /^event: (\S+)\ndata: (.*)$/.exec(part) ?? [];
      events.push({ event, topics: (JSON.parse(data) as { topics?: string[] }).topics ?? [] });
    }
  }
}

async function until(isSo: () => boolean, what: string, ms = 8000): Promise<void> {
  for (const end = performance.now() + ms; !isSo(); ) {
    assert.ok(performance.now() < end, `${what}, within ${ms} ms`);
    await sleep(20);
  }
}

const heard = (stream: Stream, topic: string): boolean =>
  stream.events.some(({ topics }) => topics.includes(topic));

const writeAttempt = (): Promise<unknown> =>
  api.database.pool.query(
    `insert into attempts (id, first_at, at, count, node_id, kind, username, calling_station_id, outcome, facts)
     values (gen_random_uuid(), now(), now(), 1, gen_random_uuid(), 'pppoe', 'somebody', '', 'accept', '{}')`,
  );

describe('the stream of signals', () => {
  before(async () => {
    await api.database.pool.query(
      `create table if not exists attempts_all partition of attempts for values from ('2020-01-01') to ('2090-01-01')`,
    );
  });

  test('begins with hello, says nothing while nothing happens, and then which lists changed', async () => {
    const { cookie } = await operator();
    const stream = await follow({ cookie });
    assert.equal(stream.status, 200);
    assert.match(stream.headers.get('Content-Type') ?? '', /^text\/event-stream/);
    assert.equal(stream.headers.get('Cache-Control'), 'no-store, no-transform');
    assert.equal(stream.headers.get('X-Accel-Buffering'), 'no');
    assert.deepEqual(stream.events, [{ event: 'hello', topics: [] }]);
    await sleep(1200);
    assert.equal(stream.events.length, 1, 'nothing happened');

    await writeAttempt();
    await until(() => heard(stream, 'attempts'), 'attempts');
    assert.ok(!heard(stream, 'sessions'));
    await api.database.pool.query(`insert into session_changes (session_ids) values ('{1}')`);
    await until(() => heard(stream, 'sessions'), 'sessions');
    await addTestCustomer(api);
    await until(() => heard(stream, 'changes'), 'changes');
    await api.database.pool.query(`insert into payment_events (kind, outcome) values ('callback', 'heard')`);
    await until(() => heard(stream, 'payments'), 'payments');
    await api.database.pool.query(
      `insert into review_findings (device_id, rule, customer_id, since, fingerprint) values (1, 'no-label', 1, now(), '')`,
    );
    await until(() => heard(stream, 'review'), 'review');
  });

  test('signals a topic once a second at most, however much happens, and the last of it too', async () => {
    const { cookie } = await operator();
    const stream = await follow({ cookie });
    const startedAt = performance.now();
    let last = 0;
    while (performance.now() - startedAt < 2600) {
      await writeAttempt();
      last = stream.events.length;
    }
    const seconds = (performance.now() - startedAt) / 1000;
    await until(() => stream.events.length > last, 'one after the last');
    const signals = stream.events.filter(({ topics }) => topics.includes('attempts')).length;
    assert.ok(signals >= 2 && signals <= seconds + 2, `${signals} signals in ${seconds} s`);
  });

  test('sees a login that is written late, behind newer ones', async () => {
    const { cookie } = await operator();
    await writeAttempt();
    const stream = await follow({ cookie });
    await api.database.pool.query(
      `insert into attempts (id, first_at, at, count, node_id, kind, username, calling_station_id, outcome, facts)
       values (gen_random_uuid(), now() - interval '1 minute', now() - interval '1 minute', 1, gen_random_uuid(), 'pppoe', 'late', '', 'accept', '{}')`,
    );
    await until(() => heard(stream, 'attempts'), 'attempts');
  });

  test('is for signed-in operators: a stranger is nobody, and an API token is no operator', async () => {
    assert.equal((await follow({})).status, 401);
    const token = await api.token('owner');
    assert.equal((await follow({ authorization: `Bearer ${token}` })).status, 403);
  });

  const endings: [what: string, end: (id: number) => Promise<unknown>][] = [
    ['signed out', (id) => api.database.pool.query('delete from sign_ins where operator_id = $1', [id])],
    [
      'expired',
      (id) => api.database.pool.query('update sign_ins set expires_at = now() where operator_id = $1', [id]),
    ],
    [
      'disabled',
      (id) => api.database.pool.query(`update operators set status = 'disabled' where id = $1`, [id]),
    ],
    [
      'in another role',
      (id) => api.database.pool.query(`update operators set role = 'read-only' where id = $1`, [id]),
    ],
  ];
  for (const [what, end] of endings) {
    test(`ends within seconds for who is ${what}, and for nobody else`, async () => {
      const [one, other] = [await operator(), await operator()];
      const [stream, others] = [await follow({ cookie: one.cookie }), await follow({ cookie: other.cookie })];
      await end(one.id);
      await until(() => stream.ended(), 'the end', 5000);
      assert.equal(stream.events.at(-1)?.event, 'end');
      assert.ok(!others.ended());
    });
  }

  test('ends at a sign-out by the API', async () => {
    const { cookie } = await operator();
    const stream = await follow({ cookie });
    assert.equal((await api.call('POST', '/sign-out', {}, { Cookie: cookie })).status, 204);
    await until(() => stream.ended(), 'the end', 5000);
  });

  test('an operator has so many streams and no more; who leaves makes room', async () => {
    const { cookie } = await operator();
    for (let n = 0; n < STREAMS_OF_OPERATOR_MAX; n += 1) assert.equal((await follow({ cookie })).status, 200);
    const more = await fetch(url, { headers: { cookie } });
    assert.equal(more.status, 429);
    assert.match(await more.text(), /too-many-streams/);
    streams[0]?.leave();
    await until(() => api.parts.live.size < STREAMS_OF_OPERATOR_MAX, 'one less');
    assert.equal((await follow({ cookie })).status, 200);
  });

  test('200 streams at once hear of one change', async () => {
    const operators = await Promise.all(Array.from({ length: 20 }, () => operator('support')));
    const all = await Promise.all(
      operators.flatMap((one) => Array.from({ length: 10 }, () => follow({ cookie: one.cookie }))),
    );
    assert.equal(api.parts.live.size, 200);
    await writeAttempt();
    await until(() => all.every((stream) => heard(stream, 'attempts')), 'all of them');
    assert.ok(all.every((stream) => !stream.ended()));
  });

  test('each of several web processes signals what happened, whoever did it, and says that it is there while nothing happens', async () => {
    const hubs = [1, 2].map(() =>
      openLiveHub({
        db: api.database.db,
        log: api.parts.log,
        now: Date.now,
        lookEveryMs: 50,
        beatEveryMs: 100,
      }),
    );
    const heardBy = hubs.map((hub) => {
      const body = hub.follow({ signInId: 1, operatorId: 1, role: 'owner', limited: false, address: null });
      assert.ok(body instanceof ReadableStream);
      const events: Event[] = [];
      void readEvents(new Response(body), events);
      return events;
    });
    await until(() => heardBy.every((events) => events.some(({ event }) => event === 'beat')), 'a beat');
    await writeAttempt();
    await until(
      () => heardBy.every((events) => events.some(({ topics }) => topics.includes('attempts'))),
      'both',
    );
    for (const hub of hubs) hub.stop();
  });

  test('tells those who are limited to zones and routers by the clock, whatever happens and whatever does not', async () => {
    const hub = openLiveHub({
      db: api.database.db,
      log: api.parts.log,
      now: Date.now,
      lookEveryMs: 20,
      signalEveryMs: 20,
      askEveryMs: 200,
    });
    const body = hub.follow({ signInId: 1, operatorId: 1, role: 'support', limited: true, address: null });
    assert.ok(body instanceof ReadableStream);
    const events: Event[] = [];
    void readEvents(new Response(body), events);
    await until(() => events.some(({ event }) => event === 'changed'), 'a signal while nothing happened');
    await writeAttempt();
    await until(() => events.filter(({ event }) => event === 'changed').length > 2, 'more signals');
    const told = new Set(
      events.filter(({ event }) => event === 'changed').map(({ topics }) => topics.join(' ')),
    );
    assert.equal(told.size, 1, 'always the same');
    hub.stop();
  });

  test('ends when the web process stops, and none is opened any more', async () => {
    const own = await openTestApi();
    const body = own.parts.live.follow({
      signInId: 1,
      operatorId: 1,
      role: 'owner',
      limited: false,
      address: null,
    });
    assert.ok(body instanceof ReadableStream);
    own.parts.live.stop();
    let rest = 0;
    for await (const chunk of body) rest += chunk.length;
    assert.ok(rest < 200);
    assert.equal(
      own.parts.live.follow({ signInId: 1, operatorId: 1, role: 'owner', limited: false, address: null }),
      'away',
    );
    await own.close();
  });

  test('lets everybody go when the database is away, and takes them again when it is back', async () => {
    const { cookie } = await operator();
    const stream = await follow({ cookie });
    await api.database.pool.query('alter table session_changes rename to session_changes_gone');
    await until(() => stream.ended(), 'the end', 5000);
    await api.database.pool.query('alter table session_changes_gone rename to session_changes');
    assert.deepEqual((await follow({ cookie })).events, [{ event: 'hello', topics: [] }]);
  });

  test('lets go who does not read', async () => {
    const body = api.parts.live.follow({
      signInId: 0,
      operatorId: 0,
      role: 'owner',
      limited: false,
      address: 'x',
    });
    assert.ok(body instanceof ReadableStream);
    const { openEventStream } = await import('./event-stream.ts');
    let ended = 0;
    const stream = openEventStream(() => (ended += 1));
    let sent = 0;
    while (stream.send('beat')) sent += 1;
    assert.ok(sent > 10 && sent < 1000, `${sent} unread`);
    assert.equal(ended, 1);
    await body.cancel();
  });
});
