import type { Db } from '../db/open-database.ts';
import { DATABASE_AWAY, judgeReadiness, type Readiness } from '../system/judge-readiness.ts';
import { listNodes } from '../system/list-nodes.ts';
import { onceAtATime } from './once-at-a-time.ts';

const READY_MS_MAX = 2000;
const KEEP_MS = 500;

/** Answers in two seconds at most, and never throws. */
export function readinessCheck(db: Db): () => Promise<Readiness> {
  return onceAtATime(() => checkReadiness(db), KEEP_MS);
}

async function checkReadiness(db: Db): Promise<Readiness> {
  const { promise: tooLate, resolve } = Promise.withResolvers<Readiness>();
  const timer = setTimeout(() => resolve(DATABASE_AWAY), READY_MS_MAX);
  const judged = listNodes(db).then(judgeReadiness, () => DATABASE_AWAY);
  return Promise.race([judged, tooLate]).finally(() => clearTimeout(timer));
}
