import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient, Item, List } from '../api-client.ts';
import { type Gatehouse, startGatehouse } from '../start-gatehouse.ts';

/** `npm run demo`: what somebody sees who tries the product for the first time. */
let gatehouse: Gatehouse;
let api: ApiClient;

before(async () => {
  gatehouse = await startGatehouse({ command: 'demo' });
  api = await gatehouse.api();
});
after(() => gatehouse?.stop());

type Customer = Item & {
  readonly name: string;
  readonly phone: string | null;
  readonly openSessionCount: number;
};
type Overview = {
  readonly now: Readonly<Record<string, number>>;
  readonly points: readonly { readonly online: number | null; readonly packagesBegun: number }[];
  readonly packages: readonly { readonly name: string; readonly inUse: number }[];
};

const overview = (query = '') => api.get<Overview>(`/hotspot-overview${query}`);

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(500)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  assert.fail(`${what}\n${gatehouse.output().slice(-2000)}`);
}

test('the demo’s hotspots have a past: a month of sign-ups, packages and who was online', async () => {
  const { points, packages } = await overview('?span=month');
  assert.ok(points.filter(({ online }) => (online ?? 0) > 0).length >= 29);
  assert.ok(points.filter(({ packagesBegun }) => packagesBegun > 0).length > 10);
  assert.ok(packages.length >= 4 && packages.some(({ inUse }) => inUse > 10));
});

test('strangers’ phones come through the portal’s own pages, by a code and without, and are online', async () => {
  const sent = await until('no code was sent', async () => {
    const { lastSentAt } = await api.get<{ lastSentAt: string | null }>('/sms-gateway');
    return lastSentAt ?? undefined;
  });
  assert.ok(Date.parse(sent) > 0);
  const guests = await until('nobody came online in both zones', async () => {
    const { items } = await api.get<List<Customer>>('/customers?search=%2B1555&sort=-createdAt');
    const visitors = items.filter(({ phone }) => /^\+1555\d{7}$/.test(phone ?? ''));
    const online = visitors.filter(({ openSessionCount }) => openSessionCount > 0);
    return online.length >= 2 ? online : undefined;
  });
  for (const { name, phone } of guests) assert.equal(name, phone, 'all that the portal knows of them');
  const { packages } = await overview();
  assert.ok((packages.find(({ name }) => name === 'Free hour')?.inUse ?? 0) >= 1);
});

type Payment = Item & {
  readonly state: string;
  readonly needsPerson: boolean;
  readonly createdAt: string;
  readonly subscriptionId: string | null;
  readonly method: { readonly name: string };
};

test('it sells: a month of payments and vouchers, some that wait for an operator, and visitors who pay and are online', async () => {
  const { currencies } = await api.get<{
    currencies: { payments: number; vouchers: number; days: { totalMinor: number }[] }[];
  }>('/sales?days=31');
  const [sold] = currencies;
  assert.ok(sold !== undefined && sold.payments > 50 && sold.vouchers > 10);
  assert.ok(sold.days.filter(({ totalMinor }) => totalMinor > 0).length > 20);
  const { items: waiting } = await api.get<List<Payment>>('/payments?needsPerson=true');
  assert.deepEqual(
    new Set(waiting.map(({ method }) => method.name)),
    new Set(['Card or wallet', 'Mobile money', 'Cash at the kiosk']),
  );
  const begun = Date.now() - 120_000;
  const paid = await until('nobody paid at the portal', async () => {
    const { items } = await api.get<List<Payment>>('/payments?state=paid&limit=20');
    return items.find(
      ({ createdAt, method }) => Date.parse(createdAt) > begun && method.name === 'Card or wallet',
    );
  });
  assert.notEqual(paid.subscriptionId, null);
  await until('nobody came with a voucher', async () => {
    const { items } = await api.get<List<Customer & { username: string }>>('/customers?search=guest-');
    return items.find(({ openSessionCount }) => openSessionCount > 0);
  });
});

test('unknown devices wait in the zones, to be picked', async () => {
  await until('nobody waits', async () => {
    const { now } = await overview();
    return (now['waiting'] ?? 0) > 0 ? now : undefined;
  });
});

test('the demo’s provider of text messages takes a test message', async () => {
  const { body } = await api.ask('POST', '/sms-gateway/test', { phone: '+880 1712 345678' });
  assert.deepEqual([body['sent'], body['said']], [true, '{"state":"queued","by":"the demo"}']);
});

test('no visitor got stuck', () => assert.doesNotMatch(gatehouse.output(), /got stuck/));
