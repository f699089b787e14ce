import { explainRecorded } from '@gatehouse/domain/access/explain-recorded';
import type { RejectReason } from '@gatehouse/domain/access/reject-reasons';
import { partsInEnglish, sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import type { Attempt, ExplainedAttempt } from '../access-log/attempts.schemas.ts';
import { findAttempt } from '../access-log/find-attempt.ts';
import type { Db } from '../db/open-database.ts';
import { waysOut } from './ways-out.ts';

/** A past attempt: what each rule found then, whose it was, and what would let it in now. `null`: there is none. */
export async function explainPastAttempt(db: Db, id: string, now: number): Promise<ExplainedAttempt | null> {
  const attempt = await findAttempt(db, id, now);
  if (attempt === null) return null;
  const about = aboutWhom(attempt);
  const reason = reasonNow(attempt);
  const ways = about === null || reason === null ? [] : await waysOf(db, about.id, attempt, reason, now);
  const rules = explainRecorded(attempt).map(({ name, verdict, label, words }) => ({
    name,
    label: sayInEnglish(label),
    labelSaid: label,
    verdict,
    words: partsInEnglish(words),
    wordsSaid: words,
  }));
  return { attempt, rules, about, ways };
}

/** By a username that nobody has, only the device tells. */
function aboutWhom({
  customerId,
  customerName,
  username,
  holderName,
  facts,
}: Attempt): ExplainedAttempt['about'] {
  if (customerId !== null) return { id: customerId, name: customerName ?? username };
  const { holderCustomerId } = facts;
  if (holderCustomerId === undefined || holderName === null) return null;
  return { id: String(holderCustomerId), name: holderName };
}

/** What stands in its way now; `null`: nothing does, or nothing that has to do with the customer. */
function reasonNow({ outcome, reason, present, facts }: Attempt): RejectReason | null {
  // We made a ticket's password: a wrong one is the router's doing.
  if (outcome === 'accept' || (reason === 'wrong-password' && facts.ticket === true)) return null;
  return present === null ? reason : present.reason;
}

function waysOf(db: Db, customerId: string, attempt: Attempt, reason: RejectReason, now: number) {
  const { kind, mac, nas, present, explanationSaid } = attempt;
  const sentence = present?.sentenceSaid ?? explanationSaid;
  return waysOut(db, { customerId, reason, kind, mac, router: nas, sentence }, now);
}
