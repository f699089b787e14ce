import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Item } from '../api-client.ts';
import { answersUnder, openRawSocket, type RawSocket } from '../raw-datagrams.ts';
import { openShop, type Shop } from '../shop.ts';

/**
 * The requests of libs/radius/vectors, as RFCs print them and real routers sent them, asked of the running product:
 * each is answered under its secret, with the code that its source had.
 */
const FOLDER = new URL('../../libs/radius/vectors/', import.meta.url);

type KnownRequest = {
  readonly name: string;
  readonly secret: string;
  readonly request: Buffer;
  readonly replyCode: number;
};

const ACCESS_REJECT = 3;
const ACCOUNTING_RESPONSE = 5;
const ACCESS_CHALLENGE = 11;
const ASKED_OF_SERVERS = [1, 4, 12];

/** One address per secret: the source address tells which router it is. */
const addresses: Readonly<Record<string, string>> = { testing123: '127.0.0.81', xyzzy5461: '127.0.0.82' };

let shop: Shop;
const sockets = new Map<string, RawSocket>();

before(async () => {
  shop = await openShop();
  const zone = await shop.api.post<Item>('/hotspot-zones', { name: 'Lab', ssid: 'LAB-HOTSPOT' });
  for (const [secret, address] of Object.entries(addresses)) {
    const zoneId = secret === 'testing123' ? zone.id : null;
    await shop.api.post('/nas', { name: `Router of ${secret}`, address, secret, vendor: 'generic', zoneId });
    sockets.set(secret, await openRawSocket(address));
  }
  // Who the sources' servers knew.
  const alice = await shop.addCustomer({ username: 'alice', password: 'wonderland', macBinding: 'strict' });
  await shop.addDevice(alice, '02:00:00:00:00:0A');
  await shop.addCustomer({ username: 'bob', password: 'bobpw' });
  await shop.addCustomer({ username: 'nemo', password: 'arctangent' });
  await shop.addCustomer({ username: 'flopsy', password: 'arctangent' });
  const day = await shop.api.post<Item>('/service-packages', {
    name: 'Day',
    kind: 'hotspot',
    validitySeconds: 86_400,
  });
  const guest = await shop.addCustomer({ kind: 'hotspot', servicePackageId: day.id });
  await shop.addDevice(guest, '02:00:00:00:00:0E');
});
after(async () => {
  for (const socket of sockets.values()) await socket.close();
  await shop?.stop();
});

for (const { name, secret, request, replyCode } of readKnownRequests()) {
  test(name, async () => {
    const to = replyCode === ACCOUNTING_RESPONSE ? shop.gatehouse.acct : shop.gatehouse.auth;
    const answer = await sockets.get(secret)?.ask(request, to, 3000);
    assert.ok(answer, 'there is an answer');
    assert.ok(answersUnder(secret, request, answer), 'it is signed with the secret');
    // We do not challenge; who cannot be verified is refused.
    assert.equal(answer[0], replyCode === ACCESS_CHALLENGE ? ACCESS_REJECT : replyCode);
  });
}

function readKnownRequests(): KnownRequest[] {
  const texts = readdirSync(FOLDER).map((file) => readFileSync(new URL(file, FOLDER), 'utf8'));
  return texts
    .flatMap((text) => text.split(/\n\n+/))
    .map((block) => ({
      name: /^vector: (.*)$/m.exec(block)?.[1] ?? '',
      secret: /^secret: (.*)$/m.exec(block)?.[1] ?? '',
      request: octets(block, 'request'),
      replyCode: octets(block, 'reply')[0] ?? 0,
    }))
    .filter(({ request, replyCode }) => ASKED_OF_SERVERS.includes(request[0] ?? 0) && replyCode > 0);
}

/** The indented lines of hex behind `key:`. */
function octets(block: string, key: string): Buffer {
  const lines = new RegExp(`^${key}:\\n((?: {2}[0-9a-f ]+\\n?)+)`, 'm').exec(block)?.[1] ?? '';
  return Buffer.from(lines.replaceAll(/\s/g, ''), 'hex');
}
