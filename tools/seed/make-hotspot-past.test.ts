import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeHotspotPast } from './make-hotspot-past.ts';
import { makeIsp } from './make-isp.ts';
import { seedZones } from './what-is-sold.ts';

const plan = { seed: 7, passwordSeed: 11, now: Date.UTC(2026, 10, 22, 12) };
const isp = makeIsp(plan);
const past = makeHotspotPast(isp, plan);
const DAY = 86_400_000;

test('guests of the demo registered at the portal of their zone, most of them in the last weeks', () => {
  assert.ok(past.signUps.length > 50);
  assert.ok(past.signUps.filter(({ at }) => at > plan.now - 30 * DAY).length > 40);
  for (const { customer, zone, at } of past.signUps) {
    assert.equal(isp.customers[customer]?.kind, 'hotspot');
    assert.ok(seedZones[zone] !== undefined && at <= plan.now);
  }
});

test('packages that guests had before have ended, each before the one that runs now', () => {
  assert.ok(past.earlier.length > 20);
  for (const { customer, startsAt, endsAt } of past.earlier) {
    const guest = isp.customers[customer];
    assert.ok(guest !== undefined && startsAt >= guest.createdAt);
    assert.ok(endsAt <= plan.now && endsAt <= guest.subscription.startsAt);
  }
});

test('all zones together are as many as each of them, and nothing was counted in the future', () => {
  const byTime = Map.groupBy(past.samples, ({ at }) => at);
  assert.ok(byTime.size > 24 * 12);
  for (const [at, samples] of byTime) {
    const zones = samples.filter(({ zone }) => zone !== null);
    assert.ok(at <= plan.now && zones.length === seedZones.length);
    const together = samples.find(({ zone }) => zone === null);
    assert.equal(
      together?.online,
      zones.reduce((sum, { online }) => sum + online, 0),
    );
  }
});
