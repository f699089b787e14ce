import { setTimeout as sleep } from 'node:timers/promises';
import { askProvider } from '../payments/believe-payment.ts';
import { findPayment, type Payment } from '../payments/find-payment.ts';
import type { PortalParts } from './portal-parts.ts';

const LOOK_MS = 500;
/** Held back so long, so that a page that waits changes when there is something new, and seldom otherwise. */
const PATIENCE_MS = 12_000;
/** A provider that does not answer keeps nobody waiting for a page. */
const ASK_PATIENCE_MS = 4_000;

/** How often a provider is asked by those who look: its callback is quicker, where it comes. Over all that look at once. */
export const ASK_EVERY_MS = {
  waiting: 10_000,
  /** Back from the provider, which has not told yet. */
  back: 3_000,
  /** Just back: paid a moment ago, and whoever asked before did not hear of it. */
  arriving: 500,
} as const;

/** The payment as it stands when it stands otherwise, or when it is time to look again. */
export async function waitForPayment(
  parts: PortalParts,
  payment: Payment,
  askEveryMs: number,
): Promise<Payment> {
  for (let waited = 0; ; waited += LOOK_MS) {
    if (waited % askEveryMs === 0) void ask(parts, payment, askEveryMs);
    const found = (await findPayment(parts.db, payment.id)) ?? payment;
    if (found.state !== payment.state || waited >= PATIENCE_MS) return found;
    await sleep(LOOK_MS);
  }
}

/** The payment as its provider says now, if it says so soon. */
export async function askNow(parts: PortalParts, payment: Payment, notWithinMs: number): Promise<Payment> {
  const enough = new AbortController();
  const patience = sleep(ASK_PATIENCE_MS, undefined, { signal: enough.signal }).catch(() => undefined);
  await Promise.race([ask(parts, payment, notWithinMs), patience]);
  enough.abort();
  return (await findPayment(parts.db, payment.id)) ?? payment;
}

/** Never throws: what could not be asked now is asked again. */
async function ask(parts: PortalParts, payment: Payment, notWithinMs: number): Promise<void> {
  try {
    await askProvider(parts, payment.id, { notWithinMs });
  } catch (error) {
    parts.log.error({ err: error, payment: payment.id }, 'a provider could not be asked about a payment');
  }
}
