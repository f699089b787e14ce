import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../db/open-database.ts';
import { readRefusal } from './customer-overview.ts';
import { lastTicket } from './portal-tickets.ts';
import type { Visit } from './portal-visits.ts';
import { wentOffline } from './went-offline.ts';

export type HandedOver = {
  readonly username: string | null;
  /**
   * `used`: the phone is online. `offline`: it was, and is not any more. `refused`: it is known that it is not.
   * `waiting`: the router has not asked yet.
   */
  readonly state: 'used' | 'offline' | 'refused' | 'waiting';
  /** It was used a moment ago. */
  readonly justUsed: boolean;
};

const LOOK_MS = 100;
/** The access log is written behind: a refusal is there within a second. */
export const PATIENCE_MS = 1500;
/** Of a page that is there already and asks again: the answer is held back, so that it changes once, not every moment. */
export const PATIENCE_AGAIN_MS = 6000;

/** How the hand-over of this visit went, as RADIUS saw it; what the gateway says only shortens the wait. */
export async function waitForTicket(db: Db, visit: Visit, patienceMs = PATIENCE_MS): Promise<HandedOver> {
  for (let look = 0; ; look += 1) {
    const ticket = await lastTicket(db, visit.id);
    if (ticket === null) return { username: null, state: 'refused', justUsed: false };
    const { username, usedMac, justUsed, expired } = ticket;
    const is = (state: HandedOver['state']): HandedOver => ({ username, state, justUsed });
    if (usedMac !== null) {
      if (!(await wentOffline(db, visit, ticket))) return is('used');
      return is(visit.redirect.outcome === 'refused' ? 'refused' : 'offline');
    }
    if ((await readRefusal(db, username)) !== null) return is('refused');
    if (look * LOOK_MS >= patienceMs)
      return is(expired || visit.redirect.outcome === 'refused' ? 'refused' : 'waiting');
    await sleep(LOOK_MS);
  }
}
