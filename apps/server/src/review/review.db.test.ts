import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { refreshAllFindings } from './refresh-findings.ts';
import { addPastDevice, newMac } from './testing.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

async function list(more = ''): Promise<Json[]> {
  const { status, body, text } = await api.call('GET', `/review?${more}`);
  assert.equal(status, 200, text);
  return body['items'] as unknown as Json[];
}

const of = (customer: Json, more = '') => list(`customerId=${customer['id']}${more}`);
const ids = (items: readonly Json[]) => items.map(({ id }) => String(id));
const rules = (items: readonly Json[]) => items.map(({ rule }) => String(rule)).toSorted();

async function decide(decision: 'keep' | 'remove', findingIds: readonly string[]): Promise<Json> {
  const { status, body, text } = await api.call('POST', '/review/decisions', { decision, findingIds });
  assert.equal(status, 200, text);
  return body;
}

const undo = async (decided: Json) =>
  (await api.call('POST', '/review/decisions/undo', { decisionIds: decided['decisionIds'] })).body;

/** A router that nobody labelled and that never logged in: two findings. */
async function openCase(): Promise<{ customer: Json; deviceId: number }> {
  const customer = await addTestCustomer(api);
  const deviceId = await addPastDevice(api, customer, { label: null, seenDaysAgo: null });
  return { customer, deviceId };
}

describe('keeping', () => {
  test('takes a finding from the list, on record, and leaves the device’s others', async () => {
    const { customer } = await openCase();
    const before = await of(customer);
    assert.deepEqual(rules(before), ['never-seen', 'no-label']);
    const label = before.filter(({ rule }) => String(rule) === 'no-label');
    await decide('keep', ids(label));
    assert.deepEqual(rules(await of(customer)), ['never-seen']);
    const [kept] = await of(customer, '&state=kept');
    assert.deepEqual([kept?.['rule'], kept?.['kept']?.['by']], ['no-label', 'Test token']);
    const { body } = await api.call('GET', `/review/decisions?customerId=${customer['id']}`);
    const [decision] = body['items'] as unknown as Json[];
    assert.deepEqual(
      [decision?.['decision'], decision?.['rule'], decision?.['decidedBy'], decision?.['undoneAt']],
      ['keep', 'no-label', 'Test token', null],
    );
    const { rows } = await api.database.pool.query(
      `select action from audit_log where customer_id = $1 and action like 'review.%'`,
      [customer['id']],
    );
    assert.deepEqual(rows, [{ action: 'review.keep' }]);
  });

  test('lasts while nothing changes, and ends when what it rests on does', async () => {
    const customer = await addTestCustomer(api);
    const deviceId = await addPastDevice(api, customer, { seenDaysAgo: 70 });
    await decide('keep', ids(await of(customer)));
    await refreshAllFindings(api.database.db);
    assert.deepEqual(await of(customer), []);
    // It came back, and then was silent again.
    const seen = (days: number) =>
      api.database.pool.query(
        `update devices set last_seen_at = now() - $2 * interval '1 day' where id = $1`,
        [deviceId, days],
      );
    await seen(1);
    assert.deepEqual(await of(customer), []);
    await seen(65);
    assert.deepEqual(rules(await of(customer)), ['not-seen']);
  });

  test('lasts also where it was found no more for a while and is as it was again', async () => {
    const { customer, deviceId } = await openCase();
    await decide('keep', ids(await of(customer)));
    const label = (text: string | null) => api.call('PATCH', `/devices/${deviceId}`, { label: text });
    await label('Router');
    assert.deepEqual(await of(customer, '&state=kept&rule=no-label'), []);
    await label(null);
    assert.deepEqual(await of(customer), []);
    assert.equal((await of(customer, '&state=kept&rule=no-label')).length, 1);
  });

  test('is undone', async () => {
    const { customer } = await openCase();
    const decided = await decide('keep', ids(await of(customer)));
    const undone = await undo(decided);
    assert.deepEqual([undone['devices'], undone['left']], [1, []]);
    assert.equal((await of(customer)).length, 2);
    assert.equal((await undo(decided))['devices'], 0, 'once');
    const { body } = await api.call('GET', `/review/decisions?customerId=${customer['id']}`);
    for (const decision of body['items'] as unknown as Json[])
      assert.equal(decision['undoneBy'], 'Test token');
  });
});

describe('removing', () => {
  test('takes many at once, each device once whatever is found of it, and brings all of them back', async () => {
    const cases = [await openCase(), await openCase(), await openCase()];
    const all = (await Promise.all(cases.map(({ customer }) => of(customer)))).flat();
    assert.equal(all.length, 6);
    const decided = await decide('remove', ids(all));
    assert.equal(decided['devices'], 3);
    for (const { customer, deviceId } of cases) {
      assert.deepEqual(await of(customer), []);
      assert.equal((await api.call('GET', `/devices/${deviceId}`)).status, 404);
    }
    assert.equal((await undo(decided))['devices'], 3);
    for (const { customer, deviceId } of cases) {
      assert.equal((await of(customer)).length, 2);
      assert.equal((await api.call('GET', `/devices/${deviceId}`)).status, 200);
    }
  });

  test('is undone except where somebody else has the address meanwhile, who is named', async () => {
    const [mine, taken] = [await openCase(), await openCase()];
    const mac = (await api.call('GET', `/devices/${taken.deviceId}`)).body['mac'];
    const decided = await decide('remove', [
      ...ids(await of(mine.customer)),
      ...ids(await of(taken.customer)),
    ]);
    const fatema = await addTestCustomer(api, { name: 'Fatema' });
    await api.call('POST', `/customers/${fatema['id']}/devices`, { mac });
    const undone = await undo(decided);
    assert.equal(undone['devices'], 1);
    const left = undone['left'] as unknown as Json[];
    assert.equal(left.length, 1);
    assert.match(String(left[0]?.['message']), /Fatema/);
    assert.equal((await api.call('GET', `/devices/${mine.deviceId}`)).status, 200);
  });

  test('leaves and names what is in order again since it was listed', async () => {
    const customer = await addTestCustomer(api);
    const deviceId = await addPastDevice(api, customer, { seenDaysAgo: 70 });
    const findings = ids(await of(customer));
    await api.database.pool.query('update devices set last_seen_at = now() where id = $1', [deviceId]);
    const decided = await decide('remove', findings);
    assert.equal(decided['devices'], 0);
    assert.equal(String(decided['left']?.['0' as never]?.['name']), 'Home Router');
    assert.equal((await api.call('GET', `/devices/${deviceId}`)).status, 200);
  });

  test('of two at once removes once', async () => {
    const { customer } = await openCase();
    const findings = ids(await of(customer));
    const both = await Promise.all([decide('remove', findings), decide('remove', findings)]);
    assert.equal(
      both.reduce((sum, { devices }) => sum + Number(devices), 0),
      1,
    );
  });

  test('needs the permission to remove devices', async () => {
    const { customer } = await openCase();
    const headers = { Authorization: `Bearer ${await api.token('read-only')}` };
    const answer = await api.call(
      'POST',
      '/review/decisions',
      { decision: 'remove', findingIds: ids(await of(customer)) },
      headers,
    );
    assert.equal(answer.status, 403);
  });
});

describe('the list', () => {
  test('is looked at again before it is shown: what is mended meanwhile is not on it, nor counted', async () => {
    const { customer, deviceId } = await openCase();
    await refreshAllFindings(api.database.db);
    const labelled = async () =>
      (await list('rule=no-label&limit=500')).some(({ device }) => Number(device?.['id']) === deviceId);
    assert.equal(await labelled(), true);
    const counted = async () => {
      const { body } = await api.call('GET', '/review/counts');
      return (body['rules'] as unknown as Json[]).find(({ rule }) => String(rule) === 'no-label')?.['open'];
    };
    const before = Number(await counted());
    await api.call('PATCH', `/devices/${deviceId}`, { label: 'Router' });
    assert.equal(await labelled(), false);
    assert.equal(Number(await counted()), before - 1);
    assert.ok(customer);
  });

  test('is found by MAC, customer and rule, and paged, each once', async () => {
    const customer = await addTestCustomer(api, { name: 'Zubaida Khanam', deviceLimit: 9 });
    const mac = newMac();
    await addPastDevice(api, customer, { mac, label: null, addedDaysAgo: 3 });
    for (let i = 0; i < 6; i += 1) await addPastDevice(api, customer, { label: null, addedDaysAgo: 10 + i });
    await refreshAllFindings(api.database.db);
    assert.equal((await list(`search=${mac.slice(6)}`)).length, 1);
    assert.equal((await list('search=zubaida&rule=no-label')).length, 7);
    assert.deepEqual(await list('search=zubaida&rule=possible-clone'), []);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await api.call('GET', `/review?search=zubaida&limit=3&count=true${cursor}`);
      assert.equal(body['total'], 7);
      seen.push(...ids(body['items'] as unknown as Json[]));
      cursor = body['nextCursor'] === null ? '' : `&cursor=${String(body['nextCursor'])}`;
    } while (cursor !== '');
    assert.equal(new Set(seen).size, 7);
    assert.equal(seen.length, 7);
  });

  test('asks after as many days of silence as the settings say', async () => {
    const customer = await addTestCustomer(api);
    await addPastDevice(api, customer, { seenDaysAgo: 40 });
    assert.deepEqual(await of(customer), []);
    await api.call('PATCH', '/settings', { reviewNotSeenDays: 30 });
    const [finding] = await of(customer);
    assert.match(String(finding?.['why']), /more than 30 days/);
    await api.call('PATCH', '/settings', { reviewNotSeenDays: 60 });
  });

  test('says of a removal what it would do, by how the customer is bound', async () => {
    for (const [macBinding, words] of [
      ['off', /still gets in/],
      ['learn', /not learned again/],
      ['strict', /is refused from its next login on/],
    ] as const) {
      const customer = await addTestCustomer(api, { macBinding });
      await addPastDevice(api, customer, { seenDaysAgo: 70 });
      assert.match(String((await of(customer))[0]?.['ifRemoved']), words);
    }
  });
});
