import type { Db } from '../db/open-database.ts';
import { countNasTroubles } from '../nas/count-nas-troubles.ts';
import { readGuesses } from '../portal/portal-guesses.ts';
import type { CertificateTrouble } from '../tls/certificate-files.ts';
import { findWebhookTroubles } from '../webhooks/webhook-troubles.ts';
import { describeDatabase } from './describe-database.ts';
import { describeLastMinute } from './history.queries.ts';
import { judgeSystem } from './judge-system.ts';
import { listNodes } from './list-nodes.ts';
import type { System } from './system.schemas.ts';

export async function describeSystem(
  db: Db,
  version: string,
  now: number,
  portalCertificate: CertificateTrouble | null,
  adminCertificate: CertificateTrouble | null = null,
): Promise<System> {
  const [nodes, nas, database, lastMinute, portalGuesses, webhooks] = await Promise.all([
    listNodes(db),
    countNasTroubles(db, now),
    describeDatabase(db),
    describeLastMinute(db),
    readGuesses(db),
    findWebhookTroubles(db),
  ]);
  const verdicts = judgeSystem({
    nodes,
    nas,
    database,
    lastMinute,
    portalGuesses,
    portalCertificate,
    adminCertificate,
    webhooks,
  });
  return { ...verdicts, database, nodes, nas, version };
}
