import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Item } from '../api-client.ts';
import {
  answersUnder,
  type RawAttribute,
  rawAccounting,
  rawLogin,
  withMessageAuthenticator,
} from '../raw-datagrams.ts';
import { openRawRouters, type RawRouter, type RawRouters } from '../raw-routers.ts';
import { type Customer, newMac, openShop, type Shop } from '../shop.ts';

/** Who has to sign, what comes back to a proxy, and what a wrong secret looks like, for each kind of router. */
const ACCEPT = 2;
const REJECT = 3;
const ACCOUNTING_RESPONSE = 5;
const PROXY_STATE = 33;
const SECRET = 'the secret of this router';
const SILENCE_MS = 400;

let shop: Shop;
let routers: RawRouters;
let customer: Customer;

before(async () => {
  shop = await openShop();
  routers = openRawRouters(shop, SECRET, 61);
  customer = await shop.addCustomer();
});
after(async () => {
  await routers?.close();
  await shop?.stop();
});

type Login = {
  readonly password?: string;
  readonly secret?: string;
  readonly proxyStates?: readonly string[];
  readonly signed?: boolean;
};

function login({ password = customer.password, secret = SECRET, proxyStates = [], signed }: Login): Buffer {
  const attributes: RawAttribute[] = [[31, newMac()], ...asAttributes(proxyStates)];
  const packet = rawLogin({ username: customer.username, password, secret, attributes });
  return signed === true ? withMessageAuthenticator(packet, secret) : packet;
}

function accounting(secret: string, proxyStates: readonly string[] = []): Buffer {
  return rawAccounting(secret, [
    [40, Buffer.from([0, 0, 0, 1])],
    [44, randomBytes(4).toString('hex')],
    [1, customer.username],
    ...asAttributes(proxyStates),
  ]);
}

function asAttributes(proxyStates: readonly string[]): readonly RawAttribute[] {
  return proxyStates.map((state) => [PROXY_STATE, state]);
}

const ask = (router: RawRouter, datagram: Buffer, withinMs = 2000) =>
  router.socket.ask(datagram, shop.gatehouse.auth, withinMs);

describe('Proxy-State', () => {
  for (const messageAuthenticator of ['off', 'learn', 'required']) {
    test(`unsigned is silence where Message-Authenticator is ${messageAuthenticator}; signed it is answered`, async () => {
      const router = await routers.add({ messageAuthenticator });
      assert.equal(await ask(router, login({ proxyStates: ['a'] }), SILENCE_MS), null);
      const answer = await ask(router, login({ proxyStates: ['a'], signed: true }));
      assert.equal(answer?.[0], ACCEPT);
    });
  }

  test('comes back whole and in order, in an Accept, a Reject and an Accounting-Response (RFC 2865 §5.33)', async () => {
    const proxy = await routers.add({ proxy: true });
    const proxyStates = ['first', 'x'.repeat(253), 'third'];
    const requests = [
      [login({ proxyStates, signed: true }), ACCEPT, shop.gatehouse.auth],
      [login({ proxyStates, signed: true, password: 'wrong' }), REJECT, shop.gatehouse.auth],
      [accounting(SECRET, proxyStates), ACCOUNTING_RESPONSE, shop.gatehouse.acct],
    ] as const;
    for (const [request, code, to] of requests) {
      const answer = await proxy.socket.ask(request, to, 2000);
      assert.ok(answer !== null && answersUnder(SECRET, request, answer));
      assert.equal(answer[0], code);
      assert.deepEqual(proxyStatesOf(answer), proxyStates);
      if (code !== ACCOUNTING_RESPONSE) assert.equal(answer[20], 80, 'Message-Authenticator before all else');
    }
  });

  test('may be unsigned from a router that is marked as a proxy, unless it must sign', async () => {
    const proxy = await routers.add({ proxy: true, messageAuthenticator: 'off' });
    assert.equal((await ask(proxy, login({ proxyStates: ['a'] })))?.[0], ACCEPT);
    const strict = await routers.add({ proxy: true, messageAuthenticator: 'required' });
    assert.equal(await ask(strict, login({ proxyStates: ['a'] }), SILENCE_MS), null);
  });
});

describe('a wrong secret', () => {
  test('is silence wherever something is signed, and the operator reads why', async () => {
    const router = await routers.add();
    const signed = login({ secret: 'another', signed: true });
    assert.equal(await ask(router, signed, SILENCE_MS), null);
    const unsigned = accounting('another');
    assert.equal(await router.socket.ask(unsigned, shop.gatehouse.acct, SILENCE_MS), null);
    const seen = await until(async () => {
      const { body } = await shop.api.ask('GET', `/discards?nasId=${router.id}`);
      const text = JSON.stringify(body);
      return text.includes('bad-message-authenticator') && text.includes('"bad-authenticator"');
    });
    assert.ok(seen, 'both are in the list of what got no answer');
    assert.ok(await until(async () => (await verdictsOf(router)).includes('probably-wrong-secret')));
  });

  test('cannot be told from a wrong password in an unsigned login: it is a Reject, and ten in a row are named', async () => {
    const router = await routers.add({ messageAuthenticator: 'off' });
    for (let i = 0; i < 10; i++) {
      const request = login({ secret: 'another' });
      const answer = await ask(router, request, 3000);
      assert.ok(
        answer !== null && answersUnder(SECRET, request, answer),
        'signed with the secret that is known here',
      );
      assert.equal(answer[0], REJECT);
    }
    assert.ok(await until(async () => (await verdictsOf(router)).includes('probably-wrong-secret')));
  });
});

async function verdictsOf({ id }: RawRouter): Promise<readonly string[]> {
  type Nas = Item & { readonly health: { readonly verdicts: readonly { readonly code: string }[] } };
  const { items } = await shop.api.get<{ items: readonly Nas[] }>('/nas?limit=500');
  const found = items.find((nas) => nas.id === id);
  return found?.health.verdicts.map(({ code }) => code) ?? [];
}

/** Whether it comes true within ten seconds. */
async function until(condition: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + 10_000;
  while (Date.now() < end) {
    if (await condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}

function proxyStatesOf(packet: Buffer): string[] {
  const states: string[] = [];
  for (let at = 20; at < packet.length; at += packet[at + 1] ?? 1000) {
    if (packet[at] === PROXY_STATE)
      states.push(packet.subarray(at + 2, at + (packet[at + 1] ?? 2)).toString());
  }
  return states;
}
