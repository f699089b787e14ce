import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { type Json, openTestApi, type TestApi } from '../../http/testing/test-api.ts';
import type { LookUp } from '../../outgoing/ask-over-http.ts';
import { deliver, takeDue } from '../deliver.ts';
import { fanOut } from '../fan-out.ts';
import { LANES } from '../lanes.ts';
import { openReceiver, type Received, type Receiver } from './receiver.ts';

/** The API with a program that listens. Made for tests. */
export type HookHouse = Awaited<ReturnType<typeof openHookHouse>>;

export type Heard = Json & { readonly type: string; readonly id: string };

const SENDER = '22222222-2222-4222-8222-222222222222';
let serial = 0;

export async function openHookHouse() {
  const api: TestApi = await openTestApi();
  let receiver: Receiver = await openReceiver();
  return {
    api,
    get receiver() {
      return receiver;
    },
    async openReceiverAgain() {
      await receiver.close();
      receiver = await openReceiver();
    },
    async addWebhook(events: readonly string[], path = '/', origin = receiver.url): Promise<Json> {
      const name = `Hook ${++serial}`;
      const added = await api.call('POST', '/webhooks', { name, url: `${origin}${path}`, events });
      assert.equal(added.status, 201, added.text);
      return added.body;
    },
    /** Hands on what happened and sends whatever is due, once. */
    async sendDue(hook: Json, more: { answerMsMax?: number; lookUp?: LookUp } = {}): Promise<void> {
      while ((await fanOut(api.database.db)) > 0);
      const webhookId = Number(hook['id']);
      for (let lane = 0; lane < LANES; lane++) {
        for (;;) {
          const taken = await takeDue(api.database.db, { webhookId, lane, sender: SENDER });
          if (taken === null) break;
          await deliver({ ...api.parts, ...more }, taken);
        }
      }
    },
    async deliveriesOf(hook: Json): Promise<Json[]> {
      const { body } = await api.call('GET', `/webhooks/${hook['id']}/deliveries?limit=200&sort=occurredAt`);
      return body['items'] as unknown as Json[];
    },
    /** In the order in which they happened. */
    heard(): Heard[] {
      const events = receiver.received.map(({ body }) => JSON.parse(body) as Heard);
      return events.toSorted((a, b) => Number(a['sequence']) - Number(b['sequence']));
    },
    dueAgain: () =>
      api.database.pool.query(
        `update webhook_deliveries set next_at = trusted_now() where state = 'waiting'`,
      ),
    /** After each test. */
    async clear(): Promise<void> {
      await api.database.pool.query(
        'delete from webhooks; delete from event_outbox; delete from webhook_sending',
      );
      receiver.answerWith(200);
      receiver.received.length = 0;
    },
    async close(): Promise<void> {
      await receiver.close();
      await api.close();
    },
  };
}

/** As a receiver checks it. */
export function isSigned({ headers, body }: Received, secret: unknown): boolean {
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['gatehouse-signature'])) ?? [];
  return v1 === createHmac('sha256', String(secret)).update(`${t}.${body}`).digest('hex');
}

let macs = 0;
export const freshMac = () => `C4:E9:84:00:07:${(++macs).toString(16).toUpperCase().padStart(2, '0')}`;

/** Waits as long as something takes, and says what did not come. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  ms = 20_000,
): Promise<void> {
  for (const end = Date.now() + ms; !(await isSo()); ) {
    assert.ok(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
