import type { Logger } from 'pino';
import type { Db } from '../db/open-database.ts';
import type { SecretBox } from '../secrets.ts';

/** A make of router that a NAS can be declared as; the RADIUS side knows what it means. */
export type NasVendorChoice = { readonly id: string; readonly label: string; readonly coaPort: number };

/** What the API is made of; joined at the entry of the web process. */
export type ApiParts = {
  readonly db: Db;
  readonly secrets: SecretBox;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly randomBytes: (size: number) => Buffer;
  readonly nasVendors: readonly NasVendorChoice[];
};
