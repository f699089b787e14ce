import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Item } from '../api-client.ts';
import { type Customer, newMac, openShop, type Shop } from '../shop.ts';
import { RADCLIENT, skipWithout } from './needed-programs.ts';
import { type Answer, type Attributes, radclient as askByRadclient, quoted } from './radclient.ts';

/** Debian's radclient (FreeRADIUS) against the product: their idea of the protocol, not ours. */
const SECRET = 'a shared secret';
const skip = skipWithout([RADCLIENT]);

let shop: Shop;
let lineMac: string;
let line: Customer;
let guest: Customer;

before(async () => {
  if (skip !== false) return;
  shop = await openShop();
  // radclient asks from 127.0.0.1, so one router serves the line and, by its zone, the hotspot.
  const zone = await shop.api.post<Item>('/hotspot-zones', { name: 'Market', ssid: 'Lakeside' });
  await shop.api.post('/nas', {
    name: 'Here',
    address: '127.0.0.1',
    secret: SECRET,
    vendor: 'mikrotik',
    zoneId: zone.id,
  });
  const day = await shop.api.post<Item>('/service-packages', {
    name: 'Day',
    kind: 'hotspot',
    validitySeconds: 86_400,
  });
  lineMac = newMac();
  line = await shop.addCustomer({ macBinding: 'strict' });
  await shop.addDevice(line, lineMac);
  guest = await shop.addCustomer({ kind: 'hotspot', servicePackageId: day.id });
});
after(async () => {
  await shop?.stop();
});

const radclient = (command: 'auth' | 'acct' | 'status', attributes: Attributes): Promise<Answer> =>
  askByRadclient(command === 'acct' ? shop.gatehouse.acct : shop.gatehouse.auth, command, SECRET, attributes);

function ppp(
  customer: Customer,
  mac: string,
  credential: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    'User-Name': quoted(customer.username),
    ...credential,
    'Service-Type': 'Framed-User',
    'Framed-Protocol': 'PPP',
    'Calling-Station-Id': quoted(mac),
    'Message-Authenticator': '0x00',
  };
}

const credentials: Readonly<Record<string, (password: string) => Record<string, string>>> = {
  PAP: (password) => ({ 'User-Password': quoted(password) }),
  CHAP: (password) => ({ 'CHAP-Password': quoted(password) }),
  'MS-CHAP': (password) => ({ 'MS-CHAP-Password': quoted(password) }),
};

describe('radclient on a line', { skip }, () => {
  for (const [method, credential] of Object.entries(credentials)) {
    test(`${method}: the registered device is accepted, a strange one and a wrong password are refused`, async () => {
      const right = credential(line.password);
      const accepted = await radclient('auth', ppp(line, lineMac, right));
      assert.equal(accepted.code, 'Access-Accept', accepted.text);
      assert.equal((await radclient('auth', ppp(line, newMac(), right))).code, 'Access-Reject');
      assert.equal((await radclient('auth', ppp(line, lineMac, credential('wrong')))).code, 'Access-Reject');
    });
  }

  test('a removed device is refused at the next attempt, also while a transaction is open elsewhere', async () => {
    const mac = newMac();
    const customer = await shop.addCustomer({ macBinding: 'strict' });
    const device = await shop.addDevice(customer, mac);
    const right = { 'User-Password': quoted(customer.password) };
    const open = await shop.database.pool.connect();
    try {
      await open.query('begin; create table radclient_left_open (id int)');
      assert.equal((await radclient('auth', ppp(customer, mac, right))).code, 'Access-Accept');
      await shop.api.remove(`/devices/${device.id}`);
      assert.equal((await radclient('auth', ppp(customer, mac, right))).code, 'Access-Reject');
    } finally {
      await open.query('rollback');
      open.release();
    }
  });

  test('a MAC as PPP name and password is refused', async () => {
    const mac = newMac();
    await shop.addDevice(await shop.addCustomer(), mac);
    const answer = await radclient(
      'auth',
      ppp({ id: '', username: mac, password: mac }, mac, { 'User-Password': quoted(mac) }),
    );
    assert.equal(answer.code, 'Access-Reject');
  });
});

describe('radclient on a hotspot', { skip }, () => {
  const hotspot = (
    username: string,
    mac: string,
    credential: Readonly<Record<string, string>>,
  ): Record<string, string> => ({
    'User-Name': quoted(username),
    ...credential,
    'Service-Type': 'Login-User',
    'NAS-Port-Type': 'Wireless-802.11',
    'Calling-Station-Id': quoted(mac),
    'Message-Authenticator': '0x00',
  });

  test('the first login registers the device, and the next needs no password', async () => {
    const mac = newMac();
    const right = { 'CHAP-Password': quoted(guest.password) };
    assert.equal(
      (await radclient('auth', hotspot(mac, mac, { 'User-Password': quoted(mac) }))).code,
      'Access-Reject',
    );
    const first = await radclient('auth', hotspot(guest.username, mac, right));
    assert.equal(first.code, 'Access-Accept', first.text);
    for (const credential of [{ 'User-Password': quoted(mac) }, { 'CHAP-Password': quoted(mac) }]) {
      const again = await radclient('auth', hotspot(mac, mac, credential));
      assert.equal(again.code, 'Access-Accept', again.text);
    }
    // radclient leaves an empty password out; such a request counts as a MAC login only if it says that it is one.
    const callCheck = await radclient('auth', { ...hotspot(mac, mac, {}), 'Service-Type': 'Call-Check' });
    assert.equal(callCheck.code, 'Access-Accept', callCheck.text);
    assert.equal((await radclient('auth', hotspot(mac, mac, {}))).code, 'Access-Reject');
    const { items } = await shop.api.get<{ items: { mac: string; addedBy: string }[] }>(
      `/customers/${guest.id}/devices`,
    );
    assert.deepEqual(
      items.map((device) => [device.mac, device.addedBy]),
      [[mac, 'Automatic (hotspot)']],
    );

    const thief = await radclient('auth', hotspot(mac, newMac(), { 'User-Password': quoted(mac) }));
    assert.equal(thief.code, 'Access-Reject', 'another customer’s MAC as User-Name');
  });
});

describe('radclient’s accounting and Status-Server', { skip }, () => {
  test('Start, Interim-Update and Stop are answered and stored', async () => {
    const base = {
      'User-Name': quoted(line.username),
      'Acct-Session-Id': '"radclient-1"',
      'Calling-Station-Id': quoted(lineMac),
    };
    const records = [
      { 'Acct-Status-Type': 'Start' },
      {
        'Acct-Status-Type': 'Interim-Update',
        'Acct-Session-Time': '60',
        'Acct-Input-Octets': '1000',
        'Acct-Output-Octets': '2000',
      },
      {
        'Acct-Status-Type': 'Stop',
        'Acct-Session-Time': '90',
        'Acct-Input-Octets': '1500',
        'Acct-Output-Octets': '2500',
      },
    ];
    for (const record of records) {
      const answer = await radclient('acct', { ...base, ...record });
      assert.equal(answer.code, 'Accounting-Response', answer.text);
    }
    const { items } = await shop.api.get<{ items: { inputBytes: number; endedAt: string | null }[] }>(
      `/sessions?customerId=${line.id}`,
    );
    assert.equal(items.length, 1);
    assert.equal(items[0]?.inputBytes, 1500);
    assert.notEqual(items[0]?.endedAt, null);
  });

  test('Status-Server is answered', async () => {
    const answer = await radclient('status', { 'Message-Authenticator': '0x00' });
    assert.equal(answer.code, 'Access-Accept', answer.text);
  });
});
