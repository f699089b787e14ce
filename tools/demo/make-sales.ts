import { type SeededRandom, seededRandom } from '../seed/seeded-random.ts';

/** A package that somebody of the demo had, with its price. */
export type PastSubscription = {
  readonly id: number;
  readonly customerId: number;
  readonly zoneId: number | null;
  readonly servicePackageId: number;
  readonly packageName: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** Milliseconds since the epoch. */
  readonly startsAt: number;
};

export type PaidBy = 'card' | 'phone' | 'cash';

/** A payment that is over, or waits for somebody. Times are milliseconds since the epoch. */
export type PastPayment = {
  readonly subscription: PastSubscription;
  readonly by: PaidBy;
  readonly begunAt: number;
  readonly outcome: 'paid' | 'refunded' | 'refused' | 'expired' | 'to-approve' | 'wrong-amount';
  /** What the visitor typed, or the gateway's name for it. */
  readonly reference: string;
};

export type PastSales = {
  readonly payments: readonly PastPayment[];
  /** Redeemed vouchers, the first first. */
  readonly redeemed: readonly PastSubscription[];
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Of those with the package that vouchers are for. */
const BY_VOUCHER = 0.3;
const NEVER_PAID = 0.08;

/** How the packages of the last weeks were paid for: each by a voucher or a payment, and some wishes that came to nothing. */
export function makeSales(
  past: readonly PastSubscription[],
  { seed, now, voucherPackage }: { seed: number; now: number; voucherPackage: string },
): PastSales {
  const random = seededRandom(seed + 3);
  const sold = past.filter(({ startsAt }) => startsAt > now - 31 * DAY && startsAt < now - HOUR);
  const redeemed = sold.filter((each) => each.packageName === voucherPackage && random.chance(BY_VOUCHER));
  const paid = sold.filter((each) => !redeemed.includes(each));
  const payments = paid.map((each) => payment(random, each, random.chance(0.01) ? 'refunded' : 'paid'));
  const inVain = paid
    .filter(() => random.chance(NEVER_PAID))
    .map((each) =>
      payment(random, each, random.chance(0.7) ? 'expired' : 'refused', -random.between(1, 20) * HOUR),
    );
  return {
    payments: [...payments, ...inVain, ...waiting(random, paid, now)].toSorted(
      (a, b) => a.begunAt - b.begunAt,
    ),
    redeemed: redeemed.toSorted((a, b) => a.startsAt - b.startsAt),
  };
}

function payment(
  random: SeededRandom,
  subscription: PastSubscription,
  outcome: PastPayment['outcome'],
  shift = 0,
): PastPayment {
  const by = random.weighted<PaidBy>([
    ['card', 62],
    ['phone', 23],
    ['cash', 15],
  ]);
  const begunAt = subscription.startsAt - random.between(1, 6) * MINUTE + shift;
  return { subscription, by, begunAt, outcome, reference: reference(random) };
}

/** What an operator finds to do. */
function waiting(random: SeededRandom, paid: readonly PastSubscription[], now: number): PastPayment[] {
  const wishes = [
    ['phone', 'to-approve', 4],
    ['phone', 'to-approve', 11],
    ['cash', 'to-approve', 7],
    ['card', 'wrong-amount', 52],
  ] as const;
  return wishes.flatMap(([by, outcome, minutes], index) => {
    const subscription = paid.at(-1 - index * 3);
    if (subscription === undefined) return [];
    return [{ subscription, by, begunAt: now - minutes * MINUTE, outcome, reference: reference(random) }];
  });
}

/** As a message on a telephone names a transaction. */
function reference(random: SeededRandom): string {
  return Array.from({ length: 10 }, () => random.pick([...'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'])).join('');
}
