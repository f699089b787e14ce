import type { Logger } from 'pino';
import type { Db } from '../db/open-database.ts';
import type { SecretBox } from '../secrets.ts';
import type { ProviderIo } from './providers/provider.ts';

/** What payments are made with: part of what the API, the portal and the jobs are made of. */
export type PaymentParts = {
  readonly db: Db;
  readonly secretBox: SecretBox;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly providerIo: ProviderIo;
};
