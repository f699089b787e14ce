import { setTimeout as sleep } from 'node:timers/promises';
import { isUnderWay } from '@gatehouse/domain/dynamic-authorization/request-words';
import type { Db } from '../db/open-database.ts';
import { findRouterRequests } from './dynamic-authorization.queries.ts';
import type { RouterRequest } from './dynamic-authorization.schemas.ts';

const ASK_MS_MAX = 200;

/**
 * Waits until the routers have answered or will not, and returns the requests as they are then.
 *
 * @param end of waiting, on the clock of `performance.now()`: some may be under way still
 */
export async function waitForRequests(db: Db, ids: readonly number[], end: number): Promise<RouterRequest[]> {
  for (let pauseMs = 40; ; pauseMs = Math.min(pauseMs * 1.5, ASK_MS_MAX)) {
    const requests = await findRouterRequests(db, ids);
    const leftMs = end - performance.now();
    if (leftMs <= 0 || requests.every(({ state }) => !isUnderWay(state))) return requests;
    await sleep(Math.min(pauseMs, leftMs));
  }
}
