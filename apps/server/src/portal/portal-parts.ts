import type { Logger } from 'pino';
import type { Db } from '../db/open-database.ts';
import type { RandomBytes } from '../operators/secret-token.ts';
import type { SecretBox } from '../secrets.ts';
import type { OwnPorts } from '../outgoing/may-ask.ts';
import type { ProviderIo } from '../payments/providers/provider.ts';

/** What the portal is made of; joined where its listener is opened. */
export type PortalParts = {
  readonly db: Db;
  readonly secretBox: SecretBox;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly randomBytes: RandomBytes;
  /** Where a provider of text messages or payments cannot stand, for we do. */
  readonly ownPorts: () => OwnPorts;
  /** What providers of payments are asked by. */
  readonly providerIo: ProviderIo;
};
