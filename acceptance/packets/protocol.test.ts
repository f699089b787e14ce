import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addNas, type TestNas } from '../ask-as-nas.ts';
import {
  answersUnder,
  openRawSocket,
  type RawAttribute,
  rawAccounting,
  rawLogin,
  rawPacket,
  type RawSocket,
  withMessageAuthenticator,
} from '../raw-datagrams.ts';
import { attemptsOf, type Customer, newMac, openShop, type Shop } from '../shop.ts';

const ACCEPT = 2;
const REJECT = 3;

let shop: Shop;
let nas: TestNas;
let socket: RawSocket;
let customer: Customer;
let auth: { address: string; port: number };
let acct: { address: string; port: number };

before(async () => {
  shop = await openShop();
  ({ auth, acct } = shop.gatehouse);
  nas = await addNas(shop.gatehouse, shop.api, { name: 'North Tower', address: '127.0.0.51' });
  socket = await openRawSocket('127.0.0.51');
  customer = await shop.addCustomer();
});
after(async () => {
  await socket?.close();
  await nas?.close();
  await shop?.stop();
});

function login(extra: readonly RawAttribute[] = [], secret = nas.secret): Buffer {
  return rawLogin({ ...customer, secret, attributes: [[31, newMac()], ...extra] });
}

describe('a datagram', () => {
  test('sent again is answered with the same bytes again', async () => {
    const datagram = withMessageAuthenticator(login(), nas.secret);
    const first = await socket.ask(datagram, auth);
    const second = await socket.ask(datagram, auth);
    assert.ok(first !== null && second !== null);
    assert.equal(first[0], ACCEPT);
    assert.deepEqual(second, first);
    const attempts = await attemptsOf(shop.api, customer.username);
    assert.equal(
      attempts.reduce((sum, attempt) => sum + attempt.count, 0),
      1,
      'it is one attempt',
    );
  });

  test('under the same Identifier with a new authenticator is a new request', async () => {
    const one = login();
    const two = login();
    one[1] = 77;
    two[1] = 77;
    const first = await socket.ask(one, auth);
    const second = await socket.ask(two, auth);
    assert.ok(first !== null && answersUnder(nas.secret, one, first));
    assert.ok(second !== null && answersUnder(nas.secret, two, second));
  });

  test('may have padding behind its length', async () => {
    const datagram = withMessageAuthenticator(login(), nas.secret);
    const answer = await socket.ask(Buffer.concat([datagram, Buffer.alloc(30, 0xff)]), auth);
    assert.equal(answer?.[0], ACCEPT);
  });

  test('brings its Proxy-State back, in order', async () => {
    const states: RawAttribute[] = [
      [33, 'first'],
      [33, 'second'],
    ];
    const answer = await socket.ask(withMessageAuthenticator(login(states), nas.secret), auth);
    assert.ok(answer !== null);
    const found = attributesOf(answer).filter(([type]) => type === 33);
    assert.deepEqual(
      found.map(([, value]) => Buffer.from(value).toString()),
      ['first', 'second'],
    );
  });
});

describe('an answer to a login (RFC 2865 §4.2, §4.3)', () => {
  test('has a Message-Authenticator first, and both signatures are right', async () => {
    for (const password of [customer.password, 'wrong']) {
      const request = rawLogin({ username: customer.username, password, secret: nas.secret });
      const answer = await socket.ask(request, auth, 2000);
      assert.ok(answer !== null);
      assert.equal(answer[0], password === 'wrong' ? REJECT : ACCEPT);
      assert.equal(answer[20], 80);
      assert.ok(answersUnder(nas.secret, request, answer));
    }
  });

  test('sounds the same whether the username or the password was wrong', async () => {
    const say = async (username: string): Promise<string> => {
      const request = rawLogin({ username, password: 'wrong', secret: nas.secret });
      const answer = await socket.ask(request, auth, 2000);
      assert.equal(answer?.[0], REJECT);
      return attributesOf(answer)
        .filter(([type]) => type !== 80)
        .map(([type, value]) => `${type}:${Buffer.from(value)}`)
        .join();
    };
    assert.equal(await say('nobody-here'), await say(customer.username));
  });

  test('to a request without any credential, or with EAP, is a refusal', async () => {
    const attributes: RawAttribute[] = [
      [1, customer.username],
      [31, newMac()],
    ];
    const bare = await socket.ask(rawPacket({ code: 1, attributes }), auth, 2000);
    assert.equal(bare?.[0], REJECT);
    const identity = Buffer.concat([
      Buffer.from([2, 1, 0, 5 + customer.username.length, 1]),
      Buffer.from(customer.username),
    ]);
    const eap = withMessageAuthenticator(
      rawPacket({ code: 1, attributes: [...attributes, [79, identity]] }),
      nas.secret,
    );
    const answer = await socket.ask(eap, auth, 2000);
    assert.equal(answer?.[0], REJECT);
    const failure = attributesOf(answer).find(([type]) => type === 79);
    assert.deepEqual([...(failure?.[1] ?? [])], [4, 1, 0, 4], 'EAP-Failure');
    const types = attributesOf(answer).map(([type]) => type);
    // No Reply-Message beside an EAP-Message (RFC 3579 §2.6.5), and nothing else that the table of RFC 3579 §3.3 has not.
    assert.deepEqual(types.toSorted(), [79, 80]);
    assert.ok(attributesOf(bare).some(([type]) => type === 18));
  });
});

describe('Status-Server', () => {
  test('is answered on both ports when it is signed, and not otherwise', async () => {
    const signed = (): Buffer => withMessageAuthenticator(rawPacket({ code: 12 }), nas.secret);
    assert.equal((await socket.ask(signed(), auth))?.[0], 2);
    assert.equal((await socket.ask(signed(), acct))?.[0], 5);
    assert.equal(await socket.ask(rawPacket({ code: 12 }), auth), null);
    assert.equal(await socket.ask(withMessageAuthenticator(rawPacket({ code: 12 }), 'wrong'), auth), null);
  });
});

describe('silence', () => {
  const whole = (): Buffer => withMessageAuthenticator(login(), nas.secret);
  const broken: readonly (readonly [string, () => Buffer])[] = [
    ['nothing at all', () => Buffer.alloc(0)],
    ['nineteen octets', () => whole().subarray(0, 19)],
    ['a length beyond the datagram', () => set16(whole(), 2, 400)],
    ['a length below twenty', () => set16(whole(), 2, 19)],
    ['more than 4096 octets', () => set16(Buffer.concat([whole(), Buffer.alloc(5000)]), 2, 4500)],
    ['an attribute of length one', () => rawPacketWithTail(Buffer.from([1, 1]))],
    ['an attribute beyond the end', () => rawPacketWithTail(Buffer.from([1, 40, 65]))],
    ['half an attribute header', () => rawPacketWithTail(Buffer.from([1]))],
    ['a wrong Message-Authenticator', () => withMessageAuthenticator(login(), 'not the secret')],
    ['two Message-Authenticators', () => withMessageAuthenticator(whole(), nas.secret)],
    ['a Proxy-State that nobody signed', () => login([[33, 'x']])],
    ['a code that is not asked of a server', () => rawPacket({ code: 2 })],
    ['an unknown code', () => rawPacket({ code: 200 })],
    ['an accounting request on the authentication port', () => rawPacket({ code: 4 })],
  ];
  for (const [what, make] of broken) {
    test(`is the answer to ${what}`, async () => assert.equal(await socket.ask(make(), auth, 400), null));
  }

  test('is the answer to accounting under a wrong secret', async () => {
    const datagram = rawAccounting('not the secret', [
      [40, Buffer.from([0, 0, 0, 1])],
      [44, 'x'],
    ]);
    assert.equal(await socket.ask(datagram, acct, 400), null);
  });

  test('is the answer to a router that nobody added, and the operator sees it', async () => {
    const stranger = await openRawSocket('127.0.0.59');
    try {
      assert.equal(await stranger.ask(withMessageAuthenticator(login(), nas.secret), auth, 400), null);
    } finally {
      await stranger.close();
    }
    const until = Date.now() + 5000;
    let seen = '';
    while (!seen.includes('127.0.0.59') && Date.now() < until) {
      seen = JSON.stringify((await shop.api.ask('GET', '/discards')).body);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    assert.match(seen, /127\.0\.0\.59/);
    assert.match(seen, /unknown-nas/);
  });

  test('holds nothing up: a thousand damaged packets later, a login is answered as before', async () => {
    const template = whole();
    for (let round = 0; round < 1000; round += 1) {
      const damaged = Buffer.from(template.subarray(0, 1 + Math.floor(Math.random() * template.length)));
      for (let flips = 0; flips < 4; flips += 1) {
        const where = Math.floor(Math.random() * damaged.length);
        damaged[where] = (damaged[where] ?? 0) ^ (1 << Math.floor(Math.random() * 8));
      }
      socket.send(damaged, round % 2 === 0 ? auth : acct);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(await nas.logIn({ ...customer, callingStationId: newMac() }), 'Access-Accept');
  });
});

describe('a router that must sign', () => {
  test('is not answered without a Message-Authenticator', async () => {
    const strict = await addNas(shop.gatehouse, shop.api, {
      name: 'Strict Tower',
      address: '127.0.0.52',
      messageAuthenticator: 'required',
    });
    const raw = await openRawSocket('127.0.0.52');
    try {
      assert.equal(await raw.ask(login([], strict.secret), auth, 400), null);
      const answer = await raw.ask(withMessageAuthenticator(login([], strict.secret), strict.secret), auth);
      assert.equal(answer?.[0], ACCEPT);
    } finally {
      await raw.close();
      await strict.close();
    }
  });
});

function attributesOf(packet: Uint8Array | null): [number, Uint8Array][] {
  const found: [number, Uint8Array][] = [];
  for (
    let offset = 20;
    packet !== null && offset < packet.length;
    offset += packet[offset + 1] ?? packet.length
  ) {
    found.push([packet[offset] ?? 0, packet.subarray(offset + 2, offset + (packet[offset + 1] ?? 0))]);
  }
  return found;
}

function set16(packet: Buffer, offset: number, value: number): Buffer {
  packet.writeUInt16BE(value, offset);
  return packet;
}

function rawPacketWithTail(tail: Buffer): Buffer {
  const packet = Buffer.concat([rawPacket({ code: 1 }), tail]);
  return set16(packet, 2, packet.length);
}
