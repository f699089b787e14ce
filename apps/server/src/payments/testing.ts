import { randomUUID } from 'node:crypto';
import { addTestCustomer, type TestApi } from '../http/testing/test-api.ts';
import { type Outcome, isRefused } from '../outcome.ts';
import { beginPayment } from './begin-payment.ts';
import type { Payment } from './find-payment.ts';
import { sealSettings } from './payment-methods.ts';

/** A way to pay, set up as an owner would. Made for tests. */
export async function addTestMethod(
  { parts: { db, secretBox } }: TestApi,
  {
    provider,
    name,
    settings,
  }: { provider: string; name?: string; settings: Readonly<Record<string, string>> },
): Promise<number> {
  const { id } = await db
    .insertInto('payment_methods')
    .values({
      provider,
      name: name ?? randomUUID(),
      settings_cipher: sealSettings(secretBox, settings),
      callback_token: randomUUID(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function addTestPackage(api: TestApi, fields: Record<string, unknown> = {}): Promise<number> {
  const { status, body, text } = await api.call('POST', '/service-packages', {
    name: randomUUID(),
    kind: 'hotspot',
    priceMinor: 2000,
    currency: 'BDT',
    validitySeconds: 86_400,
    ...fields,
  });
  if (status !== 201) throw new Error(`No package: ${text}`);
  return Number(body['id']);
}

export async function addTestGuest(api: TestApi, fields: Record<string, unknown> = {}): Promise<number> {
  return Number((await addTestCustomer(api, { kind: 'hotspot', ...fields }))['id']);
}

/** As the portal begins one. */
export function beginTestPayment(
  { parts }: TestApi,
  wish: {
    customerId: number;
    servicePackageId: number;
    paymentMethodId: number;
    idempotencyKey?: string;
    zoneId?: number;
    portalOrigin?: string;
  },
): Promise<Outcome<Payment>> {
  return beginPayment(parts, {
    zoneId: null,
    visitId: null,
    idempotencyKey: randomUUID(),
    portalOrigin: 'http://portal.example',
    language: 'en',
    ...wish,
  });
}

/** For where a refusal is a fault of the test. */
export function sure<T>(outcome: Outcome<T>): T {
  if (isRefused(outcome)) throw new Error(`${outcome.refused}: ${outcome.message ?? ''}`);
  return outcome;
}
