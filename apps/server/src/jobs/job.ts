import type pg from 'pg';
import type { PaymentParts } from '../payments/payment-parts.ts';

export type JobParts = PaymentParts & { readonly pool: pg.Pool };

/**
 * Something done again and again, by one process of the house at a time. Running it twice does what
 * running it once does.
 */
export type Job = {
  /** A verb and its object; it names the queue too. */
  readonly name: string;
  /** A cron expression, in UTC. */
  readonly cron: string;
  /** What it did, for the log; `null`: there was nothing to do. */
  readonly run: (parts: JobParts) => Promise<Record<string, unknown> | null>;
};
