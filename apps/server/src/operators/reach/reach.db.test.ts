import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { signInAs } from '../../http/testing/limited-operator.ts';
import { addTestCustomer, openTestApi, type TestApi } from '../../http/testing/test-api.ts';

let api: TestApi;
const zones: string[] = [];
const routers: string[] = [];
/** What tokens may not do. */
let owner: { id: number; headers: Record<string, string> };
const change = (method: string, path: string, body: object) => api.call(method, path, body, owner.headers);

before(async () => {
  api = await openTestApi();
  owner = await signInAs(api, 'owner');
  for (const name of ['East', 'West']) {
    const zone = await api.call('POST', '/hotspot-zones', { name, ssid: name });
    zones.push(String(zone.body['id']));
  }
  // East's own, West's own, and one of both.
  for (const [name, zoneId, servers] of [
    ['e1', zones[0], []],
    ['w1', zones[1], []],
    ['ew', zones[0], [{ serverName: 'other', zoneId: zones[1] }]],
  ] as const) {
    const router = await api.call('POST', '/nas', {
      name,
      address: `10.7.0.${routers.length + 1}`,
      secret: 'a secret for the router',
      vendor: 'mikrotik',
      zoneId,
      hotspotServers: servers,
    });
    assert.equal(router.status, 201, router.text);
    routers.push(String(router.body['id']));
    await addTestCustomer(api, { name: `At ${name}`, home: { routerId: routers.at(-1) } });
  }
});
after(() => api.close());

const seenBy = async (headers: Record<string, string>) => {
  const { body } = await api.call('GET', '/customers', undefined, headers);
  return (body['items'] as unknown as { name: string }[]).map(({ name }) => name).toSorted();
};

describe('what an operator looks after', () => {
  test('is changed by an owner, in force at their next click, and on the record', async () => {
    const { id, headers } = await signInAs(api, 'support');
    assert.deepEqual(await seenBy(headers), ['At e1', 'At ew', 'At w1']);
    const set = (body: object) => change('PUT', `/operators/${id}/reach`, body);

    const east = await set({ limited: true, zoneIds: [zones[0]] });
    assert.equal(east.status, 200, east.text);
    assert.equal(east.body['routersOfZones']?.[0]?.['name'], 'e1');
    assert.deepEqual(await seenBy(headers), ['At e1'], 'not the router that serves another zone too');
    await set({ limited: true, zoneIds: [zones[0]], routerIds: [routers[2]] });
    assert.deepEqual(await seenBy(headers), ['At e1', 'At ew']);
    await set({ limited: true, zoneIds: zones });
    assert.deepEqual(await seenBy(headers), ['At e1', 'At ew', 'At w1']);
    await set({ limited: true });
    assert.deepEqual(await seenBy(headers), []);
    const me = await api.call('GET', '/me', undefined, headers);
    assert.equal(me.body['limited'], true);
    assert.ok(!String(me.body['permissions']).includes('settings.change'));
    await set({ limited: false });
    assert.deepEqual(await seenBy(headers), ['At e1', 'At ew', 'At w1']);

    const rows = await api.database.db
      .selectFrom('audit_log')
      .select('after')
      .where('action', '=', 'operators.change-reach')
      .where('subject_id', '=', String(id))
      .orderBy('id')
      .execute();
    assert.equal(rows.length, 5);
    assert.deepEqual(rows[1]?.after, { limited: true, zones: ['East'], routers: ['ew'] });
  });

  test('is everything for owners, who cannot be limited, and for whoever becomes one', async () => {
    const refused = await change('PUT', `/operators/${owner.id}/reach`, { limited: true });
    assert.equal(refused.body['error']?.['code'], 'owner-limited');
    const { id } = await signInAs(api, 'manager', { zoneIds: [Number(zones[0])] });
    const promoted = await change('PATCH', `/operators/${id}`, { role: 'owner' });
    assert.equal(promoted.status, 200, promoted.text);
    const reach = await api.call('GET', `/operators/${id}/reach`);
    assert.equal(reach.body['limited'], false);
  });

  test('is nothing that there is not, and nobody’s who is not there', async () => {
    const { id } = await signInAs(api, 'sales');
    const gone = await change('PUT', `/operators/${id}/reach`, {
      limited: true,
      zoneIds: ['999'],
      routerIds: ['999'],
    });
    assert.equal(gone.status, 400, gone.text);
    assert.deepEqual(Object.keys(gone.body['error']?.['fields'] ?? {}), ['zoneIds', 'routerIds']);
    assert.equal((await change('PUT', '/operators/999999/reach', { limited: false })).status, 404);
    assert.equal((await api.call('GET', '/operators/999999/reach')).status, 404);
  });

  test('stays limited when the last place of theirs is removed', async () => {
    const zone = await api.call('POST', '/hotspot-zones', { name: 'Short-lived', ssid: 'x' });
    const { headers } = await signInAs(api, 'support', { zoneIds: [Number(zone.body['id'])] });
    await api.call('DELETE', `/hotspot-zones/${zone.body['id']}`);
    assert.deepEqual(await seenBy(headers), []);
  });
});
