import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';

/** A source of this router always signs its logins: from now on it must, on every radius process. */
export async function rememberSigning(
  { tx, announce, audit }: Change,
  nasId: number,
  sourceAddress: string,
  learnedAt: Date,
): Promise<void> {
  const { rows } = await sql`
    insert into nas_signing_sources (nas_id, source_address, learned_at)
    select id, ${sourceAddress}::inet, ${learnedAt} from nas where id = ${nasId}
    on conflict do nothing returning nas_id`.execute(tx);
  if (rows.length === 0) return; // known already, or the router is gone
  announce('nas', [nasId]);
  await audit({
    action: 'nas.signing-learned',
    subjectKind: 'nas',
    subjectId: nasId,
    after: { sourceAddress, messageAuthenticator: 'required' },
  });
}
