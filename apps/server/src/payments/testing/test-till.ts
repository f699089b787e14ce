import assert from 'node:assert/strict';
import type { FakeGateway } from '../../../../../tools/fake-payment-gateway/fake-gateway.ts';
import { startFakeGateway } from '../../../../../tools/fake-payment-gateway/start-fake-gateway.ts';
import { type Answer, openTestApi, type TestApi } from '../../http/testing/test-api.ts';
import { askAboutPayments } from '../ask-about-payments.ts';
import { findPayment, type Payment } from '../find-payment.ts';
import { paymentReference } from '../payment-link.ts';
import { addTestGuest, addTestMethod, addTestPackage, beginTestPayment, sure } from '../testing.ts';

/** Where a day is sold for 20 taka: by a gateway that plays along, in cash, by telephone. Made for tests. */
export type TestTill = {
  readonly api: TestApi;
  readonly gateway: FakeGateway;
  readonly day: number;
  readonly methods: Readonly<Record<Way, number>>;
  /** As the portal begins one; of a guest of its own unless told otherwise. */
  readonly begin: (way?: Way, more?: Wish) => Promise<Payment>;
  /** How it stands now. */
  readonly now: (id: number) => Promise<Payment>;
  readonly referenceOf: (payment: Payment) => string;
  /** How many packages a customer was given. */
  readonly packagesOf: (customerId: number) => Promise<number>;
  /** `kind: outcome` of each event, as operators see them. */
  readonly storyOf: (id: number) => Promise<string[]>;
  /** A verb of an operator. */
  readonly call: (id: number, verb: string, body?: unknown) => Promise<Answer>;
  /** The job, as if so many hours had gone by. */
  readonly askAll: (hours?: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

type Way = 'hosted' | 'cash' | 'mobile';
type Wish = {
  readonly customerId?: number;
  readonly servicePackageId?: number;
  readonly idempotencyKey?: string;
};

export async function openTestTill(): Promise<TestTill> {
  const api = await openTestApi();
  const gateway = await startFakeGateway();
  const { db, secretBox } = api.parts;
  const { pool } = api.database;
  const day = await addTestPackage(api, { name: 'Day' });
  const methods = {
    hosted: await addTestMethod(api, gateway.method()),
    cash: await addTestMethod(api, { provider: 'cash', settings: { instructions: '' } }),
    mobile: await addTestMethod(api, {
      provider: 'mobile-money',
      settings: { account: '01712 345678', instructions: '', referenceLength: '10' },
    }),
  };
  return {
    api,
    gateway,
    day,
    methods,
    begin: async (way = 'hosted', more = {}) => {
      const customerId = more.customerId ?? (await addTestGuest(api));
      const wish = { servicePackageId: day, paymentMethodId: methods[way], ...more, customerId };
      return sure(await beginTestPayment(api, wish));
    },
    now: async (id) => {
      const payment = await findPayment(db, id);
      assert.ok(payment);
      return payment;
    },
    referenceOf: ({ id }) => paymentReference(secretBox, id),
    packagesOf: async (customerId) => {
      const { rows } = await pool.query<{ count: number }>(
        'select count(*) from subscriptions where customer_id = $1',
        [customerId],
      );
      return rows[0]?.count ?? -1;
    },
    storyOf: async (id) => {
      const { body } = await api.call('GET', `/payments/${id}`);
      const events = body['events'] as unknown as { kind: string; outcome: string }[];
      return events.map(({ kind, outcome }) => `${kind}: ${outcome}`);
    },
    call: (id, verb, body) => api.call('POST', `/payments/${id}/${verb}`, body),
    askAll: async (hours = 0) => {
      await pool.query(
        `update payments set ask_at = ask_at - make_interval(hours => $1), expires_at = expires_at - make_interval(hours => $1)
          where ask_at is not null`,
        [hours],
      );
      await askAboutPayments(api.parts);
    },
    close: async () => {
      await gateway.close();
      await api.close();
    },
  };
}
