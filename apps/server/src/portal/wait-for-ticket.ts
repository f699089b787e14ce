import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../db/open-database.ts';
import { readRefusal } from './customer-overview.ts';
import { lastTicket } from './portal-tickets.ts';
import type { Visit } from './portal-visits.ts';

export type HandedOver = {
  readonly username: string | null;
  /** `used`: the phone is online. `refused`: it is known that it is not. `waiting`: the router has not asked yet. */
  readonly state: 'used' | 'refused' | 'waiting';
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
    if (ticket === null) return { username: null, state: 'refused' };
    const { username, usedMac, expired } = ticket;
    if (usedMac !== null) return { username, state: 'used' };
    if ((await readRefusal(db, username)) !== null) return { username, state: 'refused' };
    if (look * LOOK_MS >= patienceMs)
      return { username, state: expired || visit.redirect.outcome === 'refused' ? 'refused' : 'waiting' };
    await sleep(LOOK_MS);
  }
}
