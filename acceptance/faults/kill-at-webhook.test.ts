import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openReceiver, type Receiver } from '@gatehouse/server/webhooks/testing/receiver';
import type { ApiClient, Item } from '../api-client.ts';
import { type Gatehouse, startGatehouse } from '../start-gatehouse.ts';
import { sized } from './fault-size.ts';
import { killWhileWorking } from './kill-while-working.ts';

/** The process that sends is killed after the receiver has taken an event and before that is written down: nothing is lost, and what comes twice has one id. */
const KILLS = sized(2, 6);
const DEVICES_PER_KILL = sized(10, 30);

let gatehouse: Gatehouse;
let receiver: Receiver;
let api: ApiClient;
before(async () => {
  gatehouse = await startGatehouse();
  receiver = await openReceiver();
  api = await gatehouse.api();
});
after(async () => {
  await receiver?.close();
  await gatehouse?.stop();
});

const { ask, killWeb } = killWhileWorking(
  () => gatehouse,
  async () => api,
);

async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 90_000; !(await isSo()); await pause(50))
    assert.ok(Date.now() < end, `${what}:\n${gatehouse.output().slice(-2000)}`);
}

const ids = (): string[] => receiver.received.map(({ headers }) => String(headers['gatehouse-event-id']));

test('whoever is killed between an answer and its note sends it again with the same id, and nothing is lost', async () => {
  const hook = await api.post<Item>('/webhooks', {
    name: 'CRM',
    url: receiver.url,
    events: ['device.added'],
  });
  const fields = { name: 'Rahim', username: 'rahim', password: 'a-long-password', kind: 'pppoe' };
  const { id } = await api.post<Item>('/customers', fields);
  let added = 0;
  const addDevice = async (): Promise<void> => {
    const mac = `C4:E9:84:00:0A:${(added++).toString(16).padStart(2, '0')}`;
    await ask('POST', `/customers/${id}/devices`, { mac, overLimit: true });
  };
  for (let kill = 0; kill < KILLS; kill++) {
    const heard = receiver.received.length;
    receiver.answerWith(0); // what is heard next waits for its answer
    await addDevice();
    await until('it is heard', () => receiver.received.length > heard);
    await killWeb();
    receiver.answerWith(200);
    for (let more = 1; more < DEVICES_PER_KILL; more++) await addDevice();
    await until('all were told', () => new Set(ids()).size === added);
  }
  await until('all is written down', async () => {
    const { body } = await ask('GET', `/webhooks/${hook.id}`);
    return body['waiting'] === 0;
  });
  const bodies = new Map(receiver.received.map(({ headers, body }) => [headers['gatehouse-event-id'], body]));
  for (const { headers, body } of receiver.received)
    assert.equal(body, bodies.get(headers['gatehouse-event-id']), 'the same event word for word');
  assert.equal(ids().length, added + KILLS, 'what was under way came twice, and nothing else did');
  // The first time that each was told, they were in order.
  const macs = [...bodies.values()].map(
    (body) => (JSON.parse(body) as { device: { mac: string } }).device.mac,
  );
  assert.deepEqual(macs, macs.toSorted());
});
