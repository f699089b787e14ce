import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { MacAddress } from '../mac-address.ts';
import {
  type AccessFacts,
  type CustomerFacts,
  customerKinds,
  customerStatuses,
  macBindingModes,
  privateMacPolicies,
  type SubscriptionFacts,
} from './access-facts.ts';
import {
  backAtCafe,
  CAFE,
  guest,
  inWords,
  KARIMS,
  KARIMS_PAUSED,
  LIBRARY,
  login,
  NOBODYS,
  NOW,
  OWN,
  OWN_FROM_CAFE,
  OWN_PAUSED,
  RAHIMA,
  rahima,
  sold,
} from './access-situations.ts';
import { ACCESS_RULES, type AccessDecision, decideAccess } from './decide-access.ts';

const PRIVATE = 0x9a3b00000001 as MacAddress;

// The order of a decision (rule 5) --------------------------------------------------------------

const FAULTS: readonly (readonly [reason: string, fault: (facts: AccessFacts) => AccessFacts])[] = [
  ['mac-login-paused', (facts) => ({ ...facts, device: { ...(facts.device ?? OWN), macLoginPaused: true } })],
  ['suspended', (facts) => withCustomer(facts, { status: 'suspended' })],
  ['device-blocked', (facts) => ({ ...facts, deviceBlocked: true })],
  ['wrong-zone', (facts) => ({ ...facts, device: { ...(facts.device ?? OWN), zoneIds: [LIBRARY] } })],
  ['no-subscription', (facts) => withSubscription(facts, { endsAt: NOW - 1 })],
  ['package-not-here', (facts) => withPackage(facts, { zoneIds: [LIBRARY] })],
  ['quota-exhausted', (facts) => withSubscription(facts, { usedBytes: 1000 })],
  ['time-exhausted', (facts) => withSubscription(facts, { usedSeconds: 60 })],
  ['mac-missing', (facts) => ({ ...facts, attempt: { ...facts.attempt, mac: null } })],
  ['too-many-sessions', (facts) => withCustomer(facts, { sessionLimit: 1, otherSessions: 1 })],
];

function withCustomer(facts: AccessFacts, change: Partial<CustomerFacts>): AccessFacts {
  return { ...facts, customer: { ...(facts.customer ?? guest()), ...change } };
}

function withSubscription(facts: AccessFacts, change: Partial<SubscriptionFacts>): AccessFacts {
  const subscription = { ...(facts.customer?.subscription ?? sold()), ...change };
  return withCustomer(facts, { subscription });
}

function withPackage(facts: AccessFacts, change: Partial<SubscriptionFacts['servicePackage']>): AccessFacts {
  const { servicePackage } = facts.customer?.subscription ?? sold();
  return withSubscription(facts, { servicePackage: { ...servicePackage, ...change } });
}

describe('of several things that are wrong', () => {
  test('the rules stand in the order of rule 5', () => {
    const names = ACCESS_RULES.map((rule) => rule.name);
    assert.deepEqual(names, [
      'credential',
      'suspended',
      'device-blocked',
      'wrong-zone',
      'no-subscription',
      'package-not-here',
      'quota-exhausted',
      'time-exhausted',
      'binding',
      'too-many-sessions',
    ]);
  });

  test('the earliest in the order is the one that is told', () => {
    const inOrder = backAtCafe(
      guest({ subscription: sold({ quotaBytes: 1000, onlineSeconds: 60 }), deviceCount: 1 }),
      OWN_FROM_CAFE,
    );
    assert.equal(inWords(decideAccess(inOrder)), 'passes');
    fc.assert(
      fc.property(fc.subarray([...FAULTS], { minLength: 1 }), (faults) => {
        const facts = faults.reduce((before, [, fault]) => fault(before), inOrder);
        assert.equal(inWords(decideAccess(facts)), `refused: ${faults[0]?.[0]}`);
      }),
    );
  });
});

// Whatever the facts ----------------------------------------------------------------------------

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const count = fc.nat(4);

const anySubscription: fc.Arbitrary<SubscriptionFacts> = fc
  .record({
    endsAt: maybe(fc.integer({ min: NOW - 3000, max: NOW + 3000 })),
    waitingSeconds: maybe(fc.integer({ min: 1, max: 3 })),
    usedBytes: fc.nat(3),
    usedSeconds: fc.nat(3),
    quotaBytes: maybe(fc.integer({ min: 1, max: 3 })),
    onlineSeconds: maybe(fc.integer({ min: 1, max: 3 })),
    zoneIds: fc.constantFrom([], [], [CAFE], [LIBRARY]),
    deviceLimit: maybe(count),
    sessionLimit: maybe(fc.integer({ min: 1, max: 3 })),
    macBinding: maybe(fc.constantFrom(...macBindingModes)),
    privateMacPolicy: fc.constantFrom(...privateMacPolicies),
  })
  .map(sold);

const anyCustomer: fc.Arbitrary<CustomerFacts> = fc
  .record({
    kind: fc.constantFrom(...customerKinds),
    status: fc.constantFrom(...customerStatuses, 'active' as const),
    macBinding: maybe(fc.constantFrom(...macBindingModes)),
    deviceLimit: maybe(count),
    sessionLimit: maybe(fc.integer({ min: 1, max: 3 })),
    hadSubscription: fc.boolean(),
    subscription: maybe(anySubscription),
    deviceCount: count,
    borrowedPlaces: count,
    otherSessions: count,
    macWasRemoved: fc.boolean(),
    swapWindowEndsAt: maybe(fc.constantFrom(NOW - 1, NOW, NOW + 1)),
  })
  .map(rahima);

const anyFacts: fc.Arbitrary<AccessFacts> = fc
  .record({
    kind: fc.constantFrom('pppoe' as const, 'hotspot-login' as const, 'hotspot-mac' as const),
    customer: maybe(anyCustomer),
    from: fc.constantFrom(NOBODYS, OWN, OWN_FROM_CAFE, OWN_PAUSED, KARIMS, KARIMS_PAUSED),
    credential: fc.constantFrom(
      'verified' as const,
      'verified' as const,
      'wrong' as const,
      'unsupported' as const,
    ),
    hasMac: fc.boolean(),
    hidesMac: fc.boolean(),
    zoneId: fc.constantFrom(CAFE, LIBRARY),
    deviceBlocked: fc.boolean(),
  })
  .map(({ kind, customer, from, credential, hasMac, hidesMac, zoneId, deviceBlocked }) => {
    const mac = hasMac ? (hidesMac ? { mac: PRIVATE } : {}) : { mac: null };
    const where = kind === 'pppoe' ? null : zoneId;
    return login(kind, customer, hasMac ? from : null, { ...mac, zoneId: where, credential, deviceBlocked });
  });

function holdsAlways(promise: string, check: (facts: AccessFacts, decision: AccessDecision) => void): void {
  test(promise, () => {
    fc.assert(
      fc.property(anyFacts, (facts) => check(facts, decideAccess(facts))),
      { numRuns: 3000 },
    );
  });
}

describe('whatever the facts', () => {
  holdsAlways(
    'nobody passes without a verified credential, an account in order and a living package',
    (facts, decision) => {
      if (decision.outcome === 'reject') return;
      assert.equal(facts.credential, 'verified');
      assert.equal(facts.customer?.status, 'active');
      assert.ok(facts.customer.subscription !== null || facts.customer.kind === 'pppoe');
      assert.ok(!facts.deviceBlocked);
    },
  );

  holdsAlways(
    'under strict and learn nobody passes without a MAC, under strict nobody from an unregistered device',
    (facts, decision) => {
      if (decision.outcome === 'reject' || facts.customer === null) return;
      const { customer } = facts;
      const mode =
        customer.macBinding ??
        customer.subscription?.servicePackage.macBinding ??
        (customer.kind === 'hotspot' ? 'learn' : 'off');
      if (mode === 'strict' || mode === 'learn') assert.notEqual(facts.attempt.mac, null);
      if (mode === 'strict' && !decision.writes.includes('use-swap-window'))
        assert.equal(facts.device?.customerId, RAHIMA);
      if (mode !== 'observe') assert.equal(decision.observed, null);
    },
  );

  holdsAlways(
    'only a MAC that nobody holds is registered, and only while a place is free',
    (facts, decision) => {
      if (decision.outcome === 'reject' || !decision.writes.includes('register-device')) return;
      const { customer, device: held, attempt } = facts;
      assert.ok(customer !== null && attempt.mac !== null && held === null);
      const limit = customer.deviceLimit ?? customer.subscription?.servicePackage.deviceLimit ?? 1;
      assert.ok(customer.deviceCount + customer.borrowedPlaces < limit);
      assert.notEqual(attempt.kind, 'hotspot-mac');
    },
  );

  holdsAlways(
    'a swap window is used by a credential and a MAC that nobody holds, while it is open, and whenever both are there',
    (facts, decision) => {
      const ends = facts.customer?.swapWindowEndsAt ?? null;
      const uses = decision.outcome === 'accept' && decision.writes.includes('use-swap-window');
      const could = ends !== null && ends > NOW && facts.device === null && facts.attempt.mac !== null;
      if (uses) assert.ok(could && facts.attempt.kind !== 'hotspot-mac');
      else if (decision.outcome === 'accept') assert.ok(!could);
    },
  );

  holdsAlways(
    'a private address that the package refuses is never registered by a login',
    (facts, decision) => {
      if (decision.outcome === 'reject' || facts.attempt.mac !== PRIVATE || facts.device !== null) return;
      if (facts.customer?.subscription?.servicePackage.privateMacPolicy !== 'refuse') return;
      assert.equal(decision.observed, 'private-mac');
      for (const write of ['register-device', 'use-swap-window', 'continue-device'] as const)
        assert.ok(!decision.writes.includes(write));
    },
  );

  holdsAlways('a MAC login writes nothing but that the package begins', (facts, decision) => {
    if (decision.outcome === 'reject' || facts.attempt.kind !== 'hotspot-mac') return;
    assert.deepEqual(
      decision.writes.filter((write) => write !== 'begin-package'),
      [],
    );
  });

  holdsAlways(
    'every Accept begins a package that waits for its first login, and no other',
    (facts, decision) => {
      if (decision.outcome === 'reject') return;
      const waits = (facts.customer?.subscription?.waitingSeconds ?? null) !== null;
      assert.equal(decision.writes.includes('begin-package'), waits);
    },
  );

  holdsAlways('a session may last as long as the least of what is left', (facts, decision) => {
    const subscription = facts.customer?.subscription;
    if (decision.outcome === 'reject' || !subscription) return;
    const { sessionTimeoutSeconds } = decision.service;
    const { endsAt, waitingSeconds, usedSeconds, servicePackage } = subscription;
    const online = servicePackage.onlineSeconds;
    const lefts = [
      ...(waitingSeconds !== null ? [waitingSeconds] : []),
      ...(waitingSeconds === null && endsAt !== null ? [Math.floor((endsAt - NOW) / 1000)] : []),
      ...(online !== null ? [online - usedSeconds] : []),
    ];
    assert.equal(sessionTimeoutSeconds, lefts.length === 0 ? null : Math.min(...lefts));
  });

  holdsAlways('what is granted has something left, never a limit of 0', (_, decision) => {
    if (decision.outcome === 'reject') return;
    const { sessionTimeoutSeconds, bytesLeft, portLimit } = decision.service;
    for (const left of [sessionTimeoutSeconds, bytesLeft, portLimit]) assert.ok(left === null || left >= 1);
  });

  holdsAlways('a MAC login gives exactly the service that a password login gives', (facts, decision) => {
    if (decision.outcome === 'reject' || facts.attempt.kind !== 'hotspot-mac') return;
    const withPassword = decideAccess({ ...facts, attempt: { ...facts.attempt, kind: 'hotspot-login' } });
    assert.ok(withPassword.outcome === 'accept');
    assert.deepEqual(withPassword.service, decision.service);
  });
});
