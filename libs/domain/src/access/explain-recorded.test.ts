import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayInEnglish } from '../said/say-in-english.ts';
import { explainRecorded, type RecordedAttempt } from './explain-recorded.ts';
import { rejectReasons } from './reject-reasons.ts';

/** Rahima's line, let in from her router. */
const LET_IN: RecordedAttempt = {
  kind: 'pppoe',
  outcome: 'accept',
  reason: null,
  mac: 'C4:E9:84:1F:22:0A',
  customerName: 'Rahima',
  holderName: null,
  servicePackageName: 'Home 20',
  facts: {
    method: 'pap',
    status: 'active',
    macBinding: 'strict',
    macBindingFrom: 'customer',
    deviceCount: 1,
    deviceLimit: 2,
    otherSessions: 1,
    sessionLimit: 3,
    servicePackageId: 4,
    packageEndsAt: Date.UTC(2026, 11, 3),
    bytesUsed: 1_500_000_000,
    quotaBytes: 5_000_000_000,
  },
};
const { facts } = LET_IN;
const refused = (reason: RecordedAttempt['reason'], more: Partial<RecordedAttempt> = {}) =>
  ({ ...LET_IN, outcome: 'reject', reason, ...more }) as const;

function found(attempt: RecordedAttempt): Record<string, string> {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return Object.fromEntries(
    explainRecorded(attempt).map(({ name, words }) => [name, sayInEnglish(words, day)]),
  );
}

test('each rule of a login that was let in says what it found', () => {
  assert.deepEqual(found(LET_IN), {
    credential: 'Rahima was known, and the password was right.',
    suspended: 'Rahima was active.',
    'device-blocked': 'Nobody had blocked this device.',
    'wrong-zone': 'Only a login by MAC is tied to the zones of its device.',
    'no-subscription': 'Home 20 ran until 2026-12-03.',
    'package-not-here': 'Home 20 was good here.',
    'quota-exhausted': '1.5 GB of 5 GB were used.',
    'time-exhausted': 'The time online was not limited.',
    binding: 'Binding was strict (the customer’s own); this device was registered here.',
    'too-many-sessions': '1 from other devices; 3 might be open at once.',
  });
});

const DECIDED: readonly [what: string, RecordedAttempt, rule: string, words: string][] = [
  [
    'a stranger',
    refused('device-not-registered'),
    'binding',
    'Binding was strict (the customer’s own); this device was registered to nobody.',
  ],
  [
    'one that was removed',
    refused('device-not-registered', { facts: { ...facts, macWasRemoved: true } }),
    'binding',
    'Binding was strict (the customer’s own); this device had been removed from here, and was registered to nobody.',
  ],
  [
    'somebody else’s',
    refused('device-not-registered', { holderName: 'Karim', facts: { ...facts, holderCustomerId: 9 } }),
    'binding',
    'Binding was strict (the customer’s own); this device was registered to Karim.',
  ],
  [
    'one too many',
    refused('device-limit-reached', { facts: { ...facts, macBinding: 'learn', deviceCount: 2 } }),
    'binding',
    'Binding was learn (the customer’s own); this device was registered to nobody, and 2 of 2 places were taken.',
  ],
  [
    'no device at all',
    refused('mac-missing', { mac: null }),
    'binding',
    'Binding was strict (the customer’s own); the router told no device address.',
  ],
  ['who is suspended', refused('suspended'), 'suspended', 'Rahima was suspended.'],
  [
    'who has ended',
    refused('suspended', { facts: { ...facts, status: 'ended' } }),
    'suspended',
    'Rahima had ended.',
  ],
  ['an ended package', refused('no-subscription'), 'no-subscription', 'Home 20 had ended, 2026-12-03.'],
  [
    'no package',
    refused('no-subscription', { facts: { method: 'pap' } }),
    'no-subscription',
    'There was no running package, and a login needed one.',
  ],
  ['a used up one', refused('quota-exhausted'), 'quota-exhausted', '1.5 GB of 5 GB were used.'],
  [
    'a full house',
    refused('too-many-sessions'),
    'too-many-sessions',
    '1 from other devices; 3 might be open at once.',
  ],
  ['a wrong password', refused('wrong-password'), 'credential', 'Wrong password.'],
];
for (const [what, attempt, rule, words] of DECIDED) {
  test(`${what}: the rule that refused says why, those before it what was right, those behind it were not asked`, () => {
    const said = explainRecorded(attempt);
    const decided = said.findIndex(({ verdict }) => verdict === 'decided');
    assert.equal(said[decided]?.name, rule);
    assert.equal(found(attempt)[rule], words);
    for (const { words: before } of said.slice(0, decided))
      assert.notEqual(sayInEnglish(before), 'Not asked any more.');
    for (const { words: behind } of said.slice(decided + 1))
      assert.equal(sayInEnglish(behind), 'Not asked any more.');
  });
}

test('observe says what strict would have found, and a login what it registered', () => {
  const observed = { ...facts, macBinding: 'observe' as const };
  assert.match(
    found({ ...LET_IN, reason: 'device-not-registered', facts: observed })['binding'] ?? '',
    /strict would have refused it, for it was registered to nobody\.$/,
  );
  for (const [registration, words] of [
    ['registered', /this device took a place: 1 of 2 places were taken so far\.$/],
    ['swapped', /a swap window was open, and this device took the place\.$/],
    ['not-registered-yet', /was to take a place, but the database was away\.$/],
  ] as const) {
    assert.match(found({ ...LET_IN, facts: { ...facts, registration } })['binding'] ?? '', words);
  }
});

test('whatever was kept, every rule has words', () => {
  for (const reason of [null, ...rejectReasons]) {
    for (const kind of ['pppoe', 'hotspot-login', 'hotspot-mac'] as const) {
      for (const outcome of ['accept', 'reject'] as const) {
        const bare = {
          ...LET_IN,
          kind,
          outcome,
          reason,
          facts: { method: 'none' },
          customerName: null,
        } as const;
        for (const { name, words } of explainRecorded(bare))
          assert.match(sayInEnglish(words), /\.$/, `${reason} ${name}`);
      }
    }
  }
});
