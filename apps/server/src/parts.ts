import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { KeptClock } from './clock/kept-clock.ts';
import type { Config } from './config.ts';
import type { Connection, Db } from './db/open-database.ts';
import type { SecretBox } from './secrets.ts';

/** What a role is made of; joined in roles/, handed to `startRadius` and `startWeb`. */
export type Parts = {
  readonly config: Config;
  readonly db: Db;
  readonly pool: Pool;
  /** For connections of one's own: the change feed's LISTEN, the job queue. */
  readonly connection: Connection;
  readonly secretBox: SecretBox;
  readonly log: Logger;
  /** What time it is. Nothing else is asked for it. */
  readonly clock: KeptClock;
};

export type RadiusParts = Parts & {
  /** This radius process among several; the id is kept in the data folder. */
  readonly node: { readonly id: string; readonly name: string };
  /** Logins cannot be answered yet: one sentence that says why, and what will end that. */
  readonly onWaiting?: (sentence: string) => void;
};

export type WebParts = Parts;

/** An open listener, as the line that says "ready" names it: `{ name: 'radius-auth', address: '0.0.0.0:1812' }`. */
export type Listener = { readonly name: string; readonly address: string };

export type StartedRole = {
  readonly listeners: readonly Listener[];
  /** Takes nothing new, finishes and stores what was begun, closes everything but `db`. */
  stop(): Promise<void>;
};
