import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Item } from '../api-client.ts';
import {
  answersUnder,
  type RawAttribute,
  rawLogin,
  rawPacket,
  withMessageAuthenticator,
} from '../raw-datagrams.ts';
import { openRawRouters, type RawRouters } from '../raw-routers.ts';
import { attemptsOf, type Customer, newMac, openShop, type Shop } from '../shop.ts';

/** The same login from routers of several makes: where each tells the MAC, and what each is told of a package. */
const ACCEPT = 2;
const REJECT = 3;
const SECRET = 'one for all';
const PPP: readonly RawAttribute[] = [
  [6, Buffer.from([0, 0, 0, 2])],
  [7, Buffer.from([0, 0, 0, 1])],
];
const CALL_CHECK: RawAttribute = [6, Buffer.from([0, 0, 0, 10])];

let shop: Shop;
let routers: RawRouters;
let customer: Customer;
const mac = newMac();

before(async () => {
  shop = await openShop();
  routers = openRawRouters(shop, SECRET, 91);
  const fast = await shop.api.post<Item>('/service-packages', {
    name: 'Home 20',
    kind: 'pppoe',
    rateDownKbps: 20_480,
    rateUpKbps: 10_240,
  });
  customer = await shop.addCustomer({ macBinding: 'strict', servicePackageId: fast.id });
  await shop.addDevice(customer, mac);
});
after(async () => {
  await routers?.close();
  await shop?.stop();
});

type Ask = (attributes: readonly RawAttribute[], username?: string) => Promise<Buffer>;

/** A router of the make, and how it asks: by PAP, for the customer unless told otherwise. */
async function addRouter(vendor: string, settings: Readonly<Record<string, unknown>> = {}): Promise<Ask> {
  const { socket } = await routers.add({ vendor, ...settings });
  return async (attributes, username) => {
    const request = withMessageAuthenticator(
      username === undefined
        ? rawLogin({ ...customer, secret: SECRET, attributes })
        : rawPacket({ code: 1, attributes: [[1, username], ...attributes] }),
      SECRET,
    );
    const answer = await socket.ask(request, shop.gatehouse.auth, 2000);
    assert.ok(answer !== null && answersUnder(SECRET, request, answer));
    return answer;
  };
}

/** RFC 2865 §5.26. */
function vendorSpecific(vendor: number, type: number, text: string): RawAttribute {
  const header = Buffer.alloc(6);
  header.writeUInt32BE(vendor, 0);
  header.writeUInt8(type, 4);
  header.writeUInt8(text.length + 2, 5);
  return [26, Buffer.concat([header, Buffer.from(text)])];
}

const dotted = (): string => {
  const digits = mac.replaceAll(':', '').toLowerCase();
  return `${digits.slice(0, 4)}.${digits.slice(4, 8)}.${digits.slice(8)}`;
};

/** How each tells the MAC without Calling-Station-Id, and what its Accept must hold. */
const makes: readonly (readonly [vendor: string, source: () => RawAttribute, told: string | null])[] = [
  ['juniper', () => vendorSpecific(4874, 56, dotted()), 'T02 20480k'],
  [
    'cisco',
    () => vendorSpecific(9, 1, `client-mac-address=${dotted()}`),
    'QU;10240000;1920000;D;20480000;3840000',
  ],
  ['redback', () => vendorSpecific(2352, 145, mac.replaceAll(':', '-').toLowerCase()), null],
];

for (const [vendor, source, told] of makes) {
  test(`${vendor}: a line's device is known where this make tells it, and nowhere under another`, async () => {
    const ask = await addRouter(vendor);
    const accept = await ask([...PPP, source()]);
    assert.equal(accept[0], ACCEPT);
    if (told !== null) assert.ok(accept.includes(told), 'it is told the speed its own way');
    assert.equal((await ask(PPP))[0], REJECT, 'without it there is no MAC');
    const other = await addRouter('generic');
    assert.equal((await other([...PPP, source()]))[0], REJECT);
    const [latest] = await attemptsOf(shop.api, customer.username);
    assert.equal(latest?.reason, 'mac-missing');
  });
}

test('accel-ppp and MikroTik are told the same speed in two ways', async () => {
  const calling: RawAttribute = [31, mac];
  const accel = await (await addRouter('accel-ppp'))([...PPP, calling]);
  assert.ok(accel[0] === ACCEPT && accel.includes('20480/10240'));
  const mikrotik = await (await addRouter('mikrotik'))([...PPP, calling]);
  assert.ok(mikrotik[0] === ACCEPT && mikrotik.includes('10240k/20480k'));
});

test('hostapd: a switch port asks for a device by its name alone; a name that was typed is none', async () => {
  const zone = await shop.api.post<Item>('/hotspot-zones', { name: 'Offices', ssid: 'Offices' });
  const day = await shop.api.post<Item>('/service-packages', {
    name: 'Day',
    kind: 'hotspot',
    validitySeconds: 86_400,
  });
  const guest = await shop.addCustomer({ kind: 'hotspot', servicePackageId: day.id });
  const phone = newMac();
  await shop.addDevice(guest, phone);
  const name = phone.replaceAll(':', '').toLowerCase();
  const hostapd = await addRouter('hostapd', { zoneId: zone.id });
  assert.equal((await hostapd([CALL_CHECK], name))[0], ACCEPT);
  assert.equal((await hostapd([CALL_CHECK, [31, '192.0.2.7']], name))[0], REJECT);
  assert.equal((await hostapd([[6, Buffer.from([0, 0, 0, 1])]], name))[0], REJECT);
  const generic = await addRouter('generic', { zoneId: zone.id });
  assert.equal((await generic([CALL_CHECK], name))[0], REJECT);
});
