import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { describeExplanation } from '../cli/explain.ts';
import { type AccessExplanation, type AccessQuestion, explainAccess } from './explain-access.ts';
import { startTestRadius, type TestRadius } from './testing.ts';

let radius: TestRadius;

before(async () => {
  radius = await startTestRadius();
  const zoneId = await radius.addZone({ name: 'Kafe' });
  await radius.addNas({ name: 'core', zone_id: zoneId, address: '127.0.0.0/8' });
  const servicePackageId = await radius.addPackage({ kind: 'hotspot', name: 'Day' });
  await radius.addCustomer({ username: 'rahima', macBinding: 'strict', macs: ['02:AD:00:00:00:01'] });
  await radius.addCustomer({
    username: 'guest',
    kind: 'hotspot',
    servicePackageId,
    macs: ['02:AD:00:00:00:02'],
  });
});
after(() => radius.close());

test('names the rule that refuses, and what it looked at', async () => {
  const explanation = await explain({ username: 'rahima', callingStationId: '02-ad-00-00-00-02' });
  assert.deepEqual(explanation.decision, { outcome: 'reject', reason: 'device-not-registered' });
  assert.equal(explanation.kind, 'pppoe');
  const lines = describeExplanation(explanation);
  assert.ok(
    lines.includes('  ✓ Username and password      rahima is known; the password is taken as right.'),
  );
  assert.ok(
    lines.includes(
      '  ✗ MAC binding                device-not-registered: Binding is strict (the customer’s own); this device is registered to guest.',
    ),
  );
  assert.ok(lines.includes('  registered to guest'));
  assert.match(lines.at(-1) ?? '', /^Refused, device-not-registered: .*registered to guest, not to rahima/);
});

test('lets in whom the server lets in, by line, password and MAC', async () => {
  const line = await explain({ username: 'rahima', callingStationId: '02:AD:00:00:00:01', nas: '127.0.0.1' });
  assert.equal(line.decision.outcome, 'accept');
  const guest = await explain({ username: 'guest', callingStationId: '02:AD:00:00:00:02' });
  assert.deepEqual([guest.kind, guest.decision.outcome], ['hotspot-login', 'accept']);
  const mac = await explain({ username: '', callingStationId: '02:AD:00:00:00:02' });
  assert.deepEqual([mac.kind, mac.zoneName, mac.decision.outcome], ['hotspot-mac', 'Kafe', 'accept']);
});

test('of an unknown customer there is only that to say', async () => {
  const explanation = await explain({ username: 'nobody', callingStationId: '02:AD:00:00:00:07' });
  assert.deepEqual(
    explanation.rules.map((rule) => rule.reason),
    ['unknown-username'],
  );
});

test('says so when there is no such router', async () => {
  assert.equal(await ask({ nas: 'no such router' }), 'nas-unknown');
});

function ask(question: Partial<AccessQuestion>): Promise<AccessExplanation | 'nas-unknown'> {
  const { database, secretBox } = radius;
  return explainAccess(
    { pool: database.pool, secretBox },
    {
      username: '',
      callingStationId: '',
      nas: 'core',
      service: null,
      calledStationId: null,
      now: Date.now(),
      ...question,
    },
  );
}

async function explain(question: Partial<AccessQuestion>): Promise<AccessExplanation> {
  const explanation = await ask(question);
  assert.notEqual(explanation, 'nas-unknown');
  return explanation as AccessExplanation;
}
