import type { Change } from '../db/make-change.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { findNas } from './nas.queries.ts';
import type { Nas } from './nas.schemas.ts';

const ALLOWED_MS = 24 * 3600_000;
const NO_SUCH = refuse('not-found', { message: 'There is no such router.' });

/** Takes back that this router's logins must be signed; it is learned anew. Refused: `not-found`. */
export function forgetSigning(change: Change, nasId: number): Promise<Outcome<Nas>> {
  return changeSigning(change, nasId, null, 'nas.signing-forgotten');
}

/** Unsigned logins of this router pass for a day; then it is learned anew. Refused: `not-found`. */
export function allowUnsigned(change: Change, nasId: number, now: number): Promise<Outcome<Nas>> {
  return changeSigning(change, nasId, new Date(now + ALLOWED_MS), 'nas.unsigned-allowed');
}

async function changeSigning(
  { tx, announce, audit }: Change,
  nasId: number,
  unsignedUntil: Date | null,
  action: string,
): Promise<Outcome<Nas>> {
  const before = await findNas(tx, nasId);
  if (before === null) return NO_SUCH;
  await tx.deleteFrom('nas_signing_sources').where('nas_id', '=', nasId).execute();
  await tx.updateTable('nas').set({ unsigned_until: unsignedUntil }).where('id', '=', nasId).execute();
  announce('nas', [nasId]);
  const after = await findNas(tx, nasId);
  await audit({
    action,
    subjectKind: 'nas',
    subjectId: nasId,
    before: before.signing,
    after: after?.signing,
  });
  return after ?? NO_SUCH;
}
