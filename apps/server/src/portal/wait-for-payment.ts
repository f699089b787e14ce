import { setTimeout as sleep } from 'node:timers/promises';
import { askProvider } from '../payments/believe-payment.ts';
import { findPayment, type Payment } from '../payments/find-payment.ts';
import type { PortalParts } from './portal-parts.ts';

const LOOK_MS = 500;
/** Held back so long, so that a page that waits changes when there is something new, and seldom otherwise. */
const PATIENCE_MS = 12_000;
/** A provider is asked no more often by those who wait; its callback is quicker where it comes. */
const ASK_AGAIN_MS = 10_000;
/** By those who come from there. */
const ASK_BACK_MS = 1_000;
/** A provider that does not answer keeps nobody waiting for a page. */
const ASK_PATIENCE_MS = 4_000;

/** The payment as it stands when it stands otherwise, or when it is time to look again. */
export async function waitForPayment(
  parts: PortalParts,
  payment: Payment,
  patienceMs = PATIENCE_MS,
): Promise<Payment> {
  ask(parts, payment, ASK_AGAIN_MS).catch(() => undefined);
  for (let waited = 0; ; waited += LOOK_MS) {
    const found = (await findPayment(parts.db, payment.id)) ?? payment;
    if (found.state !== payment.state || waited >= patienceMs) return found;
    await sleep(LOOK_MS);
  }
}

/** The payment as its provider says now, if it says so soon. */
export async function askNow(parts: PortalParts, payment: Payment): Promise<Payment> {
  await Promise.race([ask(parts, payment, ASK_BACK_MS), sleep(ASK_PATIENCE_MS, undefined, { ref: false })]);
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
