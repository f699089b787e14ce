import { setTimeout as sleep } from 'node:timers/promises';
import { askProvider } from '../payments/believe-payment.ts';
import { findPayment, type Payment } from '../payments/find-payment.ts';
import type { PortalParts } from './portal-parts.ts';

const LOOK_MS = 500;
/** Held back so long, so that a page that waits changes when there is something new, and seldom otherwise. */
const PATIENCE_MS = 12_000;
/** A provider that does not answer keeps nobody waiting for a page. */
const ASK_PATIENCE_MS = 4_000;

/** Who has just paid is let wait a little, so that they read that it is paid and not that nobody knows. */
const [ARRIVING_LOOK_MS, ARRIVING_ASK_MS, ARRIVING_PATIENCE_MS] = [250, 750, 1500];

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
  { askEveryMs, now }: { readonly askEveryMs: number; readonly now: number },
): Promise<Payment> {
  const patienceMs = patienceFor(payment, now);
  for (let waited = 0; ; waited += LOOK_MS) {
    if (waited % askEveryMs === 0) void ask(parts, payment, askEveryMs);
    const found = (await findPayment(parts.db, payment.id)) ?? payment;
    if (found.state !== payment.state || waited >= patienceMs) return found;
    await sleep(LOOK_MS);
  }
}

/** What was begun this moment is shown at once, and after a second tap of the same button, soon. */
function patienceFor({ begun_at, asked_at }: Payment, now: number): number {
  if (begun_at === null) return PATIENCE_MS;
  if (asked_at === null) return 0;
  return now - begun_at.getTime() < 3_000 ? 1_000 : PATIENCE_MS;
}

/** The payment as its provider says now, if it says so soon; perhaps to somebody else who asked the moment before. */
export async function askNow(parts: PortalParts, payment: Payment, notWithinMs: number): Promise<Payment> {
  const enough = new AbortController();
  const patience = sleep(ASK_PATIENCE_MS, true, { signal: enough.signal }).catch(() => true);
  for (let waited = 0; ; waited += ARRIVING_LOOK_MS) {
    const isOver =
      waited % ARRIVING_ASK_MS === 0 &&
      (await Promise.race([ask(parts, payment, notWithinMs).then(() => false), patience]));
    const found = (await findPayment(parts.db, payment.id)) ?? payment;
    if (isOver || found.state !== payment.state || waited >= ARRIVING_PATIENCE_MS) {
      enough.abort();
      return found;
    }
    await sleep(ARRIVING_LOOK_MS);
  }
}

/** Never throws: what could not be asked now is asked again. */
async function ask(parts: PortalParts, payment: Payment, notWithinMs: number): Promise<void> {
  try {
    await askProvider(parts, payment.id, { notWithinMs });
  } catch (error) {
    parts.log.error({ err: error, payment: payment.id }, 'a provider could not be asked about a payment');
  }
}
