import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { AttributeDefinition } from '@gatehouse/radius/packet/attributes/attribute-definition';
import { CODES } from '@gatehouse/radius/packet/codes';
import { DICTIONARIES } from '@gatehouse/radius/packet/dictionary/index';
import type { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import { sharedSecret } from '@gatehouse/radius/packet/security/shared-secret';
import { openRadiusClient } from '@gatehouse/radius/transport/radius-client';
import { writeAccounting } from '@gatehouse/server/radtest/nas-accounting';
import { writeLogin } from '@gatehouse/server/radtest/nas-login';
import type { Item } from '../api-client.ts';
import { type Customer, openShop, type Shop } from '../shop.ts';

/** Texts that would do something if they became part of a statement, in every attribute that a router can send. */
const HOSTILE = [
  `'; create table gotcha (x int); --`,
  `%') or 1=1; update customers set mac_binding = 'off'; --`,
  'nul\0and \ud800\u202e half',
];
const ADDRESS = '127.0.0.93';
const SECRET = 'a-secret-of-a-router';
/** What a packet is verified by; and what makes it another kind of login. */
const LEFT_OUT =
  /^(Message-Authenticator|User-Password|CHAP-Password|CHAP-Challenge|Proxy-State|State|EAP-Message)$/;
const AT_ONCE = 24;

let shop: Shop;
let customer: Customer;
let client: Awaited<ReturnType<typeof openRadiusClient>>;
before(async () => {
  shop = await openShop();
  await shop.api.post<Item>('/nas', {
    name: 'Hostile',
    address: ADDRESS,
    vendor: 'mikrotik',
    secret: SECRET,
  });
  customer = await shop.addCustomer({ macBinding: 'strict' });
  await shop.addDevice(customer, 'C4:E9:84:00:03:01');
  client = await openRadiusClient({ localAddress: ADDRESS });
});
after(async () => {
  await client?.close();
  await shop?.stop();
});

const attributes = DICTIONARIES.flatMap((table) => Object.entries(table)).filter(
  ([name]) => !LEFT_OUT.test(name),
);

const common = { service: 'pppoe', callingStationId: 'C4-E9-84-00-03-01' } as const;

function send(kind: 'login' | 'accounting', extra: (writer: PacketWriter) => void, at: number) {
  const isLogin = kind === 'login';
  return client.send({
    ...(isLogin ? shop.gatehouse.auth : shop.gatehouse.acct),
    timeoutMs: 3000,
    tries: 1,
    secret: sharedSecret(SECRET),
    code: isLogin ? CODES['Access-Request'] : CODES['Accounting-Request'],
    write: (writer) => {
      const { username, password } = customer;
      if (isLogin) writeLogin(writer, { ...common, username, password, method: 'pap' }, randomBytes);
      else {
        const session = { acctSessionId: `s${at}`, sessionSeconds: 1, inputBytes: 1, outputBytes: 1 };
        writeAccounting(writer, { ...common, ...session, username, event: 'Start' });
      }
      extra(writer);
    },
  });
}

/** All of them, so many at once; how many were answered. */
async function sendAll(kind: 'login' | 'accounting', text: string): Promise<number> {
  let answered = 0;
  const left = [...attributes.entries()];
  const worker = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const [at, [, definition]] = next;
      const reply = await send(
        kind,
        (writer) => void writer.addText(definition as AttributeDefinition, text),
        at,
      );
      if (reply !== 'timeout') answered += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return answered;
}

for (const text of HOSTILE) {
  test(`in every attribute of logins and accounting it is text: ${JSON.stringify(text)}`, async () => {
    assert.ok(attributes.length > 300, `${attributes.length} attributes`);
    assert.ok((await sendAll('login', text)) > attributes.length * 0.9);
    assert.ok((await sendAll('accounting', text)) > attributes.length * 0.9);
  });
}

test('as names they are told operators letter by letter, and nothing was harmed', async () => {
  const [text = ''] = HOSTILE;
  await client.send({
    ...shop.gatehouse.auth,
    timeoutMs: 3000,
    tries: 2,
    secret: sharedSecret(SECRET),
    code: CODES['Access-Request'],
    write: (writer) => {
      const login = { ...common, username: text, password: text, nasIdentifier: text, nasPortId: text };
      writeLogin(writer, { ...login, method: 'pap' }, randomBytes);
    },
  });
  type Attempts = { readonly items: readonly { readonly username: string }[] };
  const listed = async () => {
    const { items } = await shop.api.get<Attempts>(`/attempts?search=${encodeURIComponent(text)}`);
    return items.some(({ username }) => username === text);
  };
  while (!(await listed())) await pause(50);
  const { rows } = await shop.database.pool.query<{ gotcha: string | null; modes: string[] }>(
    `select to_regclass('gotcha')::text as gotcha, array_agg(mac_binding::text) as modes from customers`,
  );
  assert.deepEqual(rows, [{ gotcha: null, modes: ['strict'] }]);
  assert.doesNotMatch(shop.gatehouse.output(), /"level":"(error|fatal)"|syntax error|invalid byte sequence/);
  const good = await send('login', () => undefined, 0);
  assert.ok(good !== 'timeout' && good.packet.code === CODES['Access-Accept']);
});
