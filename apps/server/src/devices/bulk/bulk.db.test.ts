import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addTestCustomer, type Json, openTestApi, type TestApi } from '../../http/testing/test-api.ts';
import { doBulk, undoBulk } from './testing.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

let serial = 0xc8_e9_84_00_00_00;

type Added = { readonly id: string; readonly mac: string; readonly customerId: string };

/** A customer with so many devices. */
async function addDevices(
  count: number,
  fields: Record<string, unknown> = {},
  customer: Record<string, unknown> = {},
): Promise<Added[]> {
  const { id: customerId } = await addTestCustomer(api, { deviceLimit: 50, ...customer });
  const added: Added[] = [];
  for (let i = 0; i < count; i++) {
    serial += 1;
    const mac = serial.toString(16);
    const { body, status, text } = await api.call('POST', `/customers/${customerId}/devices`, {
      mac,
      ...fields,
    });
    assert.equal(status, 201, text);
    added.push({ id: String(body['id']), mac: String(body['mac']), customerId: String(customerId) });
  }
  return added;
}

const deviceOf = async ({ id }: Added): Promise<Json> => (await api.call('GET', `/devices/${id}`)).body;
const idsOf = (devices: readonly Added[]) => devices.map(({ id }) => id);

test('labels the devices named, and gives each its own label back', async () => {
  const [one, two] = await addDevices(2, { label: 'Before' });
  const [three] = await addDevices(1);
  assert.ok(one && two && three);
  const done = await doBulk(api, {
    action: 'label',
    label: 'After',
    selection: { ids: idsOf([one, three]) },
  });
  assert.deepEqual(
    [done['state'], done['total'], done['done'], done['outcomes']],
    ['done', 2, 2, { changed: 2 }],
  );
  assert.deepEqual(
    [(await deviceOf(one))['label'], (await deviceOf(two))['label'], (await deviceOf(three))['label']],
    ['After', 'Before', 'After'],
  );
  const undone = await undoBulk(api, done);
  assert.deepEqual([undone['state'], undone['outcomes']], ['undone', { undone: 2 }]);
  assert.deepEqual([(await deviceOf(one))['label'], (await deviceOf(three))['label']], ['Before', null]);
});

test('a selection by filter changes nothing that did not match, nor what was taken out', async () => {
  const cameras = await addDevices(3, { type: 'Camera', label: 'Yard 7' });
  const others = await addDevices(2, { type: 'Phone', label: 'Yard 7' });
  const [, , spared] = cameras;
  assert.ok(spared);
  const filter = { type: 'Camera', search: 'yard 7' };
  const done = await doBulk(api, {
    action: 'label',
    label: 'Gate',
    selection: { filter, except: [spared.id] },
    expected: 2,
  });
  assert.deepEqual(done['outcomes'], { changed: 2 });
  const labels = await Promise.all(
    [...cameras, ...others].map(async (one) => (await deviceOf(one))['label']),
  );
  assert.deepEqual(labels, ['Gate', 'Gate', 'Yard 7', 'Yard 7', 'Yard 7']);
});
