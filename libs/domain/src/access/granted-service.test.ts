import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AccessFacts } from './access-facts.ts';
import {
  atCafe,
  atHome,
  backAtCafe,
  guest,
  HOUR,
  line,
  NOBODYS,
  NOW,
  OWN,
  sold,
} from './access-situations.ts';
import { decideAccess } from './decide-access.ts';

function serviceOf(facts: AccessFacts) {
  const decision = decideAccess(facts);
  assert.ok(decision.outcome === 'accept');
  return decision.service;
}

describe('what is granted', () => {
  test('speeds of the package, the time and volume that are left', () => {
    const subscription = sold({
      endsAt: NOW + HOUR + 999,
      quotaBytes: 5_000_000_000,
      usedBytes: 1_000_000_000,
    });
    const service = serviceOf(atHome(line({ subscription }), NOBODYS));
    assert.equal(service.rateDownKbps, 20_480);
    assert.equal(service.rateUpKbps, 10_240);
    assert.equal(service.sessionTimeoutSeconds, 3600);
    assert.equal(service.bytesLeft, 4_000_000_000);
    assert.equal(service.portLimit, null);
  });

  test('the time that is left is the least of the validity and the time online', () => {
    const left = (change: Parameters<typeof sold>[0]) =>
      serviceOf(atHome(line({ subscription: sold(change) }), NOBODYS)).sessionTimeoutSeconds;
    assert.equal(left({ onlineSeconds: 600, usedSeconds: 100 }), 500);
    assert.equal(left({ onlineSeconds: 36_000, usedSeconds: 100 }), 3600);
    assert.equal(left({ endsAt: null, onlineSeconds: 36_000, usedSeconds: 100 }), 35_900);
    assert.equal(left({ waitingSeconds: 86_400 }), 86_400);
    assert.equal(left({ waitingSeconds: 86_400, onlineSeconds: 7200 }), 7200);
  });

  test('nothing is said where the package says nothing', () => {
    const service = serviceOf(atHome(line(), NOBODYS));
    assert.deepEqual(service, {
      rateDownKbps: null,
      rateUpKbps: null,
      sessionTimeoutSeconds: null,
      bytesLeft: null,
      acctInterimIntervalSeconds: 300,
      framedPool: null,
      framedIpAddress: null,
      portLimit: null,
    });
  });

  test('the customer’s own address comes before the pool of the package', () => {
    const subscription = sold({ framedPool: 'pool-a' });
    assert.equal(serviceOf(atHome(line({ subscription }), NOBODYS)).framedPool, 'pool-a');
    const own = serviceOf(atHome(line({ subscription, framedIpAddress: '192.0.2.9' }), NOBODYS));
    assert.equal(own.framedPool, null);
    assert.equal(own.framedIpAddress, '192.0.2.9');
  });

  test('a hotspot router is told the session limit, else the device limit', () => {
    assert.equal(serviceOf(atCafe(guest({ sessionLimit: 3, deviceLimit: 5 }), OWN)).portLimit, 3);
    assert.equal(serviceOf(atCafe(guest({ deviceLimit: 5 }), OWN)).portLimit, 5);
    assert.equal(serviceOf(atCafe(guest(), OWN)).portLimit, 1);
  });

  test('a hotspot router does not hold back devices that are registered above the limit', () => {
    assert.equal(serviceOf(backAtCafe(guest({ deviceLimit: 1, deviceCount: 3 }), OWN)).portLimit, 3);
    assert.equal(serviceOf(backAtCafe(guest({ deviceLimit: 0, deviceCount: 1 }), OWN)).portLimit, 1);
  });
});
