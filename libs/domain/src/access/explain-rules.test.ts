import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayInEnglish } from '../said/say-in-english.ts';
import { macFromDigits } from '../mac-address.ts';
import type { AccessFacts } from './access-facts.ts';
import { ACCESS_RULES } from './decide-access.ts';
import { explainRule, labelOfRule } from './explain-rules.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const names = new Map([
  [7, 'Rahima'],
  [8, 'Karim'],
]);

const FACTS = {
  now: NOON,
  attempt: { kind: 'pppoe', mac: macFromDigits('c4e98477019c'), zoneId: null, roamingZoneIds: [] },
  credential: 'verified',
  device: null,
  deviceBlocked: false,
  customer: {
    id: 7,
    kind: 'pppoe',
    status: 'active',
    macBinding: 'strict',
    deviceLimit: 2,
    sessionLimit: 1,
    framedIpAddress: null,
    hadSubscription: true,
    subscription: null,
    deviceCount: 1,
    borrowedPlaces: 0,
    otherSessions: 0,
    macWasRemoved: false,
    swapWindowEndsAt: null,
  },
} as unknown as AccessFacts;

function explain(rule: string, change: Partial<AccessFacts> = {}, of: object = {}): string {
  const facts = { ...FACTS, ...change };
  const asked = { ...facts, customer: facts.customer && { ...facts.customer, ...of } } as AccessFacts;
  const judged = ACCESS_RULES.find(({ name }) => name === rule);
  assert.ok(judged);
  const reason = judged.judge(asked);
  const said = sayInEnglish(explainRule(rule, asked, reason, names), (at) => new Date(at).toISOString());
  return `${reason === null ? '✓' : '✗'} ${said}`;
}

test('every rule has a label, and says in words what it found', () => {
  for (const { name } of ACCESS_RULES) {
    assert.notEqual(sayInEnglish(labelOfRule(name)), name);
    assert.match(explain(name), /^[✓✗] .*\.$/, name);
    assert.doesNotMatch(explain(name), /undefined|null/, name);
    assert.doesNotMatch(explain(name, { customer: null }), /undefined|null/, name);
  }
});

test('says what binding rests on: the mode, where it comes from, and whose the device is', () => {
  const karims = {
    device: { id: 1, customerId: 8, customerKind: 'pppoe', macLoginPaused: false, zoneIds: [] },
  } as const;
  const own = { device: { ...karims.device, customerId: 7 } };
  assert.equal(
    explain('binding'),
    '✗ Binding is strict (the customer’s own); this device is registered to nobody.',
  );
  assert.equal(
    explain('binding', karims),
    '✗ Binding is strict (the customer’s own); this device is registered to Karim.',
  );
  assert.equal(
    explain('binding', own),
    '✓ Binding is strict (the customer’s own); this device is registered here.',
  );
  assert.equal(
    explain('binding', {}, { macBinding: 'learn' }),
    '✓ Binding is learn (the customer’s own); this device is registered to nobody, and takes a place: 1 of 2 places are taken so far.',
  );
  assert.equal(
    explain('binding', {}, { macBinding: 'learn', deviceCount: 2 }),
    '✗ Binding is learn (the customer’s own); this device is registered to nobody, and 2 of 2 places are taken.',
  );
  assert.equal(
    explain('binding', {}, { macBinding: null }),
    '✓ Binding is off (the default); any device may log in. This one is registered to nobody.',
  );
});

test('says that a swap window lets the next device in', () => {
  assert.equal(
    explain('binding', {}, { swapWindowEndsAt: NOON + 1000 }),
    '✓ Binding is strict (the customer’s own); a swap window is open, and this device takes the place.',
  );
});

test('says whose package ended when, and who is suspended', () => {
  const subscription = { endsAt: NOON - 1000, waitingSeconds: null, servicePackage: { name: 'Home 20' } };
  assert.equal(
    explain('no-subscription', {}, { subscription }),
    '✗ Home 20 has ended, 2026-11-23T11:59:59.000Z.',
  );
  assert.equal(explain('suspended', {}, { status: 'suspended' }), '✗ Rahima is suspended.');
  assert.equal(explain('suspended'), '✓ Rahima is active.');
});
