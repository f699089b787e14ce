import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Item } from '../api-client.ts';
import { type Customer, newMac, openShop, type Shop } from '../shop.ts';
import { FREERADIUS, RADCLIENT, skipWithout } from './needed-programs.ts';
import { type Attributes, quoted, radclient } from './radclient.ts';
import { type FreeradiusProxy, startFreeradiusProxy } from './start-freeradius-proxy.ts';

/**
 * FreeRADIUS 3.2 in front, as a provider has it who moves over step by step: radclient asks FreeRADIUS, which adds its
 * Proxy-State and asks Gatehouse.
 */
const AT = '127.0.0.72';
const FROM = '127.0.0.71';
const AUTH = { address: AT, port: 11_812 };
const ACCT = { address: AT, port: 11_813 };
const ROUTERS_SECRET = 'between routers and proxy';
const PROXY_SECRET = 'between proxy and Gatehouse';

const skip = skipWithout([RADCLIENT, FREERADIUS]);

let shop: Shop;
let proxy: FreeradiusProxy;
let nas: Item;
let customer: Customer;
const mac = newMac();

before(async () => {
  if (skip !== false) return;
  shop = await openShop();
  nas = await shop.api.post<Item>('/nas', {
    name: 'FreeRADIUS',
    address: FROM,
    secret: PROXY_SECRET,
    vendor: 'generic',
  });
  customer = await shop.addCustomer({ macBinding: 'strict' });
  await shop.addDevice(customer, mac);
  proxy = await startFreeradiusProxy({
    address: AT,
    authPort: AUTH.port,
    acctPort: ACCT.port,
    routersSecret: ROUTERS_SECRET,
    homeAuth: shop.gatehouse.auth,
    homeAcct: shop.gatehouse.acct,
    sourceAddress: FROM,
    homeSecret: PROXY_SECRET,
  });
});
after(async () => {
  await proxy?.stop();
  await shop?.stop();
});

const SIGNED: Attributes = { 'Message-Authenticator': '0x00' };

function line(credential: Attributes, callingStationId = mac): Attributes {
  return {
    'User-Name': quoted(customer.username),
    ...credential,
    'Service-Type': 'Framed-User',
    'Framed-Protocol': 'PPP',
    'Calling-Station-Id': quoted(callingStationId),
  };
}

const ask = (attributes: Attributes, tries = 2) =>
  radclient(AUTH, 'auth', ROUTERS_SECRET, attributes, { tries });
const pap = () => ({ 'User-Password': quoted(customer.password) });

describe('FreeRADIUS as a proxy in front', { skip }, () => {
  test('signed logins go through, by every method; the keys survive the change of secrets', async () => {
    for (const credential of [pap(), { 'CHAP-Password': quoted(customer.password) }]) {
      const answer = await ask({ ...line(credential), ...SIGNED });
      assert.equal(answer.code, 'Access-Accept', answer.text);
    }
    const answer = await ask({ ...line({ 'MS-CHAP-Password': quoted(customer.password) }), ...SIGNED });
    assert.equal(answer.code, 'Access-Accept', answer.text);
    assert.match(answer.text, /MS-CHAP-MPPE-Keys = 0x(?!0+$)/m);
    assert.match(proxy.output(), /Proxy-State = 0x/, 'it is the proxy that adds Proxy-State');
  });

  test('a strange device is refused through the proxy, with the sentence', async () => {
    const answer = await ask({ ...line(pap(), newMac()), ...SIGNED });
    assert.equal(answer.code, 'Access-Reject');
    assert.match(answer.text, /Reply-Message/);
  });

  test('unsigned logins get no answer until the router is marked as a proxy', async () => {
    assert.equal((await ask(line(pap()), 1)).code, 'none');
    const reason = await discardReasonOf(FROM);
    assert.equal(reason, 'proxy-state-unsigned');
    await shop.api.patch(`/nas/${nas.id}`, { proxy: true });
    const answer = await ask(line(pap()));
    assert.equal(answer.code, 'Access-Accept', answer.text);
  });

  test('accounting is answered through the proxy and stored once', async () => {
    const session = {
      'User-Name': quoted(customer.username),
      'Acct-Session-Id': quoted('through-the-proxy'),
      'Calling-Station-Id': quoted(mac),
      'NAS-Identifier': quoted('North Tower'),
    };
    const records: readonly Attributes[] = [
      { 'Acct-Status-Type': 'Start' },
      { 'Acct-Status-Type': 'Stop', 'Acct-Session-Time': '5', 'Acct-Input-Octets': '1500' },
    ];
    for (const record of records) {
      const answer = await radclient(ACCT, 'acct', ROUTERS_SECRET, { ...session, ...record });
      assert.equal(answer.code, 'Accounting-Response', answer.text);
    }
    const { items } = await shop.api.get<{ items: { inputBytes: number; mac: string }[] }>(
      `/sessions?customerId=${customer.id}`,
    );
    assert.deepEqual(
      items.map((session) => [session.mac, session.inputBytes]),
      [[mac, 1500]],
    );
  });
});

async function discardReasonOf(source: string): Promise<string | undefined> {
  const until = Date.now() + 5000;
  for (;;) {
    type Discard = { readonly sourceAddress: string; readonly reason: string };
    const { items } = await shop.api.get<{ items: readonly Discard[] }>('/discards');
    const found = items.find((discard) => discard.sourceAddress === source);
    if (found !== undefined || Date.now() > until) return found?.reason;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
