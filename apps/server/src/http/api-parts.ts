import type { WebParts } from '../parts.ts';

/** A make of router that a NAS can be declared as; the RADIUS side knows what it means. */
export type NasVendorChoice = {
  readonly id: string;
  readonly label: string;
  /** What it is chosen for, in a few words. */
  readonly use: string;
  readonly coaPort: number;
};

/** What the API is made of; joined at the entry of the web process. */
export type ApiParts = Pick<WebParts, 'db' | 'secretBox' | 'log' | 'clock'> & {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly randomBytes: (size: number) => Buffer;
  readonly nasVendors: readonly NasVendorChoice[];
  readonly version: string;
  /** Milliseconds after which a call is given up; the default is ten seconds. */
  readonly answerMsMax?: number;
};
