import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { REVIEW_RULE_LABELS, reviewRules, type ReviewRuleName } from '@gatehouse/domain/review/review-rules';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { noteClones } from './note-clones.ts';
import { REVIEW_RULES } from './rules/index.ts';
import { addPastDevice, addPastSession, type DeviceFacts, newMac, newPrivateMac } from './testing.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
  await api.database.pool.query(
    `insert into nas (id, name, address, secret_cipher, vendor, coa_port)
     overriding system value values (1, 'Tower 3', '192.0.2.1', '\\x00', 'mikrotik', 3799), (2, 'Tower 4', '192.0.2.2', '\\x00', 'mikrotik', 3799)`,
  );
  await api.database.pool.query(
    `insert into operators (name, username, username_key, password_hash, role, status)
     values ('Karim', 'karim', 'karim', 'x', 'support', 'disabled'), ('Nadia', 'nadia', 'nadia', 'x', 'support', 'active'),
            ('Salma', 'salma', 'salma', 'x', 'support', 'disabled'), ('Salma', 'salma2', 'salma2', 'x', 'support', 'active')`,
  );
});
after(() => api.close());

/** What the review finds of one customer: rule and device. */
async function found(customer: Json): Promise<[string, number][]> {
  await noteClones(api.database.db);
  const { status, body, text } = await api.call('GET', `/review?customerId=${customer['id']}`);
  assert.equal(status, 200, text);
  return (body['items'] as unknown as Json[]).map((item) => {
    for (const sentence of [item['why'], item['ifKept'], item['ifRemoved']])
      assert.match(String(sentence), /^[A-Z0-9].*\.$/);
    assert.doesNotMatch(JSON.stringify(item), /undefined|NaN|\[object/);
    return [String(item['rule']), Number(item['device']?.['id'])];
  });
}

type History = {
  readonly what: string;
  readonly customer?: Record<string, unknown>;
  /** Gives the devices that are to be found. */
  readonly make: (customer: Json) => Promise<number[]>;
};

const one =
  (facts: DeviceFacts) =>
  async (customer: Json): Promise<number[]> => [await addPastDevice(api, customer, facts)];

const phone = { source: 'hotspot', label: null, addedBy: 'Automatic (hotspot)' } as const;

async function pair(customer: Json, newer: DeviceFacts = {}): Promise<number[]> {
  const older = await addPastDevice(api, customer, {
    ...phone,
    mac: newPrivateMac(),
    label: 'Galaxy',
    addedDaysAgo: 40,
    seenDaysAgo: 12,
  });
  await addPastDevice(api, customer, {
    ...phone,
    mac: newPrivateMac(),
    addedDaysAgo: 2,
    seenDaysAgo: 0,
    ...newer,
  });
  return [older];
}

async function twice(
  customer: Json,
  first: { started: number; heard?: number; nasId?: number },
  second: { started: number; heard?: number; nasId?: number },
): Promise<number[]> {
  const mac = newMac();
  const id = await addPastDevice(api, customer, { mac });
  for (const { started, heard = 1, nasId = 1 } of [first, second])
    await addPastSession(api, customer, { mac, nasId, startedMinutesAgo: started, heardMinutesAgo: heard });
  return [id];
}

/** Each rule: histories in which it must show its device, and others in which it must not. */
const CASES: Readonly<
  Record<ReviewRuleName, { readonly must: readonly History[]; readonly mustNot: readonly History[] }>
> = {
  'never-seen': {
    must: [
      { what: 'was added 8 days ago and never logged in', make: one({ addedDaysAgo: 8, seenDaysAgo: null }) },
    ],
    mustNot: [
      { what: 'was added 6 days ago', make: one({ addedDaysAgo: 6, seenDaysAgo: null }) },
      { what: 'logged in once', make: one({ addedDaysAgo: 8, seenDaysAgo: 7 }) },
    ],
  },
  'not-seen': {
    must: [
      { what: 'was seen 61 days ago', make: one({ seenDaysAgo: 61 }) },
      {
        what: 'has a session that a router forgot to end',
        make: async (customer) => {
          const mac = newMac();
          const id = await addPastDevice(api, customer, { mac, seenDaysAgo: 90 });
          await addPastSession(api, customer, {
            mac,
            startedMinutesAgo: 90 * 1440,
            heardMinutesAgo: 80 * 1440,
          });
          return [id];
        },
      },
    ],
    mustNot: [
      { what: 'was seen 59 days ago', make: one({ seenDaysAgo: 59 }) },
      { what: 'was never seen', make: one({ seenDaysAgo: null, addedDaysAgo: 1 }) },
      {
        what: 'has been online for three months without a login',
        make: async (customer) => {
          const mac = newMac();
          const id = await addPastDevice(api, customer, { mac, seenDaysAgo: 90 });
          await addPastSession(api, customer, { mac, startedMinutesAgo: 90 * 1440 });
          return [id];
        },
      },
    ],
  },
  'no-label': {
    must: [
      { what: 'an operator added without one', make: one({ label: null }) },
      { what: 'was learned', make: one({ label: null, source: 'learned' }) },
    ],
    mustNot: [
      { what: 'has a label', make: one({ label: 'TV' }) },
      { what: 'registered itself at a hotspot', customer: { kind: 'hotspot' }, make: one(phone) },
    ],
  },
  'private-mac': {
    must: [
      { what: 'is a router with a made-up address', make: one({ mac: '9A:3B:00:00:FF:01' }) },
      ...(['warn', 'refuse'] as const).map((policy) => ({
        what: `is a phone at a hotspot whose package says ${policy}`,
        customer: { kind: 'hotspot' },
        make: async (customer: Json) => {
          await holdPackage(customer, 2, policy);
          return [await addPastDevice(api, customer, { ...phone, mac: newPrivateMac() })];
        },
      })),
    ],
    mustNot: [
      { what: 'has its maker’s address', make: one({}) },
      {
        what: 'is a phone at a hotspot',
        customer: { kind: 'hotspot' },
        make: one({ ...phone, mac: '9A:3B:00:00:FF:02' }),
      },
      {
        what: 'is a phone at a hotspot whose package takes private addresses',
        customer: { kind: 'hotspot' },
        make: async (customer) => {
          await holdPackage(customer, 2);
          return [await addPastDevice(api, customer, { ...phone, mac: newPrivateMac() })];
        },
      },
    ],
  },
  'maybe-same': {
    must: [
      {
        what: 'fell silent before another private address came',
        customer: { kind: 'hotspot', deviceLimit: 3 },
        make: pair,
      },
    ],
    mustNot: [
      {
        what: 'was followed by one that an operator added',
        customer: { kind: 'hotspot', deviceLimit: 3 },
        make: (customer) => pair(customer, { source: 'operator' }),
      },
      {
        what: 'was followed by one with its maker’s address',
        customer: { kind: 'hotspot', deviceLimit: 3 },
        make: (customer) => pair(customer, { mac: newMac() }),
      },
    ],
  },
  'possible-clone': {
    must: [
      {
        what: 'is heard from two routers at once for an hour',
        make: (customer) => twice(customer, { started: 90 }, { started: 60, nasId: 2 }),
      },
      {
        what: 'has two sessions at one router at once',
        make: (customer) => twice(customer, { started: 90 }, { started: 60 }),
      },
    ],
    mustNot: [
      {
        what: 'walked to the next access point, whose old session lingers',
        make: (customer) => twice(customer, { started: 90, heard: 2 }, { started: 8, nasId: 2 }),
      },
      {
        what: 'left a session behind that the router forgot to end',
        make: (customer) => twice(customer, { started: 900, heard: 800 }, { started: 300, nasId: 2 }),
      },
      {
        what: 'has one session',
        make: (customer) => twice(customer, { started: 90 }, { started: 60, heard: 59 }),
      },
    ],
  },
  'customer-ended': {
    must: [
      {
        what: 'is registered to somebody who has ended',
        make: async (customer) => {
          const id = await addPastDevice(api, customer);
          await api.call('PATCH', `/customers/${customer['id']}`, { status: 'ended' });
          return [id];
        },
      },
    ],
    mustNot: [
      {
        what: 'is registered to somebody who is suspended',
        make: async (customer) => {
          const id = await addPastDevice(api, customer);
          await api.call('PATCH', `/customers/${customer['id']}`, { status: 'suspended' });
          return [id];
        },
      },
    ],
  },
  'operator-left': {
    must: [{ what: 'Karim added, who left', make: one({ addedBy: 'Karim' }) }],
    mustNot: [
      { what: 'Nadia added, who is here', make: one({ addedBy: 'Nadia' }) },
      { what: 'one of two Salmas added, of whom one is here', make: one({ addedBy: 'Salma' }) },
      { what: 'was learned', make: one({ addedBy: 'Karim', source: 'learned' }) },
    ],
  },
  'above-limit': {
    must: [
      {
        what: 'is one of three where two may be, unseen longest',
        customer: { deviceLimit: 2 },
        make: async (customer) => {
          const ids: number[] = [];
          for (const seenDaysAgo of [3, 9, 1]) ids.push(await addPastDevice(api, customer, { seenDaysAgo }));
          return [ids[1] ?? 0];
        },
      },
      {
        what: 'is the second one where nothing is said, which means one',
        make: async (customer) => {
          const ids = [
            await addPastDevice(api, customer),
            await addPastDevice(api, customer, { seenDaysAgo: 5 }),
          ];
          return [ids[1] ?? 0];
        },
      },
      {
        what: 'is above the limit of the package',
        customer: { kind: 'hotspot' },
        make: async (customer) => {
          await holdPackage(customer, 2);
          const ids: number[] = [];
          for (const seenDaysAgo of [9, 3, 1])
            ids.push(await addPastDevice(api, customer, { ...phone, label: 'Phone', seenDaysAgo }));
          return [ids[0] ?? 0];
        },
      },
    ],
    mustNot: [
      {
        what: 'is one of two where two may be',
        customer: { deviceLimit: 2 },
        make: async (customer) => [await addPastDevice(api, customer), await addPastDevice(api, customer)],
      },
      {
        what: 'is within the limit of the package',
        customer: { kind: 'hotspot' },
        make: async (customer) => {
          await holdPackage(customer, 2);
          const two = [1, 2].map(() => addPastDevice(api, customer, { ...phone, label: 'Phone' }));
          return Promise.all(two);
        },
      },
    ],
  },
};

async function holdPackage(customer: Json, deviceLimit: number, privateMacs = 'allow'): Promise<void> {
  const { rows } = await api.database.pool.query<{ id: number }>(
    `insert into service_packages (name, kind, device_limit, private_mac_policy)
     values ($1, 'hotspot', $2, $3) returning id`,
    [`Package of ${customer['id']}`, deviceLimit, privateMacs],
  );
  await api.database.pool.query(
    'insert into subscriptions (customer_id, service_package_id) values ($1, $2)',
    [customer['id'], rows[0]?.id],
  );
}

test('every rule of the domain has its file and its cases, and the order is the domain’s', () => {
  assert.deepEqual(
    REVIEW_RULES.map(({ name }) => name),
    [...reviewRules],
  );
  assert.deepEqual(Object.keys(CASES).toSorted(), Object.keys(REVIEW_RULE_LABELS).toSorted());
});

for (const { name } of REVIEW_RULES)
  describe(`the rule ${name}`, () => {
    for (const { what, customer: fields, make } of CASES[name].must)
      test(`shows a device that ${what}`, async () => {
        const customer = await addTestCustomer(api, fields);
        const ids = await make(customer);
        const shown = (await found(customer)).filter(([rule]) => rule === name).map(([, id]) => id);
        assert.deepEqual(shown, ids);
      });
    for (const { what, customer: fields, make } of CASES[name].mustNot)
      test(`does not show a device that ${what}`, async () => {
        const customer = await addTestCustomer(api, fields);
        await make(customer);
        assert.deepEqual(
          (await found(customer)).filter(([rule]) => rule === name),
          [],
        );
      });
  });

test('nothing is found of a device that is in order', async () => {
  const customer = await addTestCustomer(api);
  await addPastDevice(api, customer);
  assert.deepEqual(await found(customer), []);
});
