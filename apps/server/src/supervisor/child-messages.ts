import type { Config } from '../config.ts';
import type { Connection } from '../db/open-database.ts';
import type { Listener } from '../parts.ts';

/** Supervisor and children speak of starting and stopping, of nothing else: they share only the database. */
export type ToChild =
  | {
      readonly say: 'start';
      readonly config: Config;
      readonly connection: Connection;
      /** A predecessor may hold our ports for a moment longer. */
      readonly afterCrash: boolean;
    }
  | { readonly say: 'stop' };

export type FromChild =
  | { readonly say: 'listening'; readonly listeners: readonly Listener[] }
  /** It has started and cannot serve yet, for the reason given in a sentence; `listening` follows. */
  | { readonly say: 'waiting'; readonly sentence: string }
  /** One sentence for the person at the keyboard. */
  | { readonly say: 'refused'; readonly sentence: string };
