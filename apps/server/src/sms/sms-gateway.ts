import type { Logger } from 'pino';
import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { SecretBox } from '../secrets.ts';
import { type HttpSms, httpSender } from './senders/http-sender.ts';
import { logSender } from './senders/log-sender.ts';
import type { OwnPorts } from '../outgoing/may-ask.ts';
import { readStoredSaid, storeSaid } from '../outgoing/stored-said.ts';
import type { SmsOutcome, SmsSender } from './senders/sms-sender.ts';
import type { PutSmsGatewayInput, SmsGateway } from './sms.schemas.ts';

/** The sender that is set up now. */
export async function openSmsSender(
  db: Db,
  secretBox: SecretBox,
  log: Logger,
  own: OwnPorts,
): Promise<SmsSender> {
  const row = await db.selectFrom('sms_gateway').select('cipher').executeTakeFirst();
  if (row === undefined) return logSender(log);
  const sender = httpSender(JSON.parse(secretBox.open(row.cipher, 'sms-gateway')) as HttpSms, own);
  return {
    async send(sms) {
      const outcome = await sender.send(sms);
      await noteOutcome(db, outcome);
      return outcome;
    },
  };
}

/** For the page where the provider is set up: that visitors get no codes is seen there, not in a log. */
async function noteOutcome(db: Db, outcome: SmsOutcome): Promise<void> {
  const at = sql<Date>`trusted_now()`;
  const noted = outcome.sent
    ? { last_sent_at: at }
    : { last_failed_at: at, last_fault: storeSaid(outcome.why) };
  await db.updateTable('sms_gateway').set(noted).execute();
}

const LOG_ONLY: SmsGateway = {
  kind: 'log',
  host: null,
  changedAt: null,
  changedBy: null,
  lastSentAt: null,
  lastFailedAt: null,
  lastFault: null,
  lastFaultSaid: null,
};

/** Nothing of what was sealed is told again: addresses and bodies hold keys as often as headers do. */
export async function showSmsGateway(db: Db | Tx): Promise<SmsGateway> {
  const row = await db.selectFrom('sms_gateway').selectAll().executeTakeFirst();
  if (row === undefined) return LOG_ONLY;
  const fault = readStoredSaid(row.last_fault);
  return {
    kind: 'http',
    host: row.url_host,
    changedAt: row.changed_at.toISOString(),
    changedBy: row.changed_by,
    lastSentAt: row.last_sent_at?.toISOString() ?? null,
    lastFailedAt: row.last_failed_at?.toISOString() ?? null,
    lastFault: fault.sentence,
    lastFaultSaid: fault.said,
  };
}

export async function putSmsGateway(
  { tx, actor, audit }: Change,
  secretBox: SecretBox,
  input: PutSmsGatewayInput,
): Promise<SmsGateway> {
  const before = await showSmsGateway(tx);
  if (input.kind === 'log') await tx.deleteFrom('sms_gateway').execute();
  else {
    const { kind: _, ...gateway } = input;
    const sealed: HttpSms = gateway;
    const values = {
      url_host: new URL(gateway.url).host,
      cipher: secretBox.seal(JSON.stringify(sealed), 'sms-gateway'),
      changed_by: actor.name,
      changed_at: sql<Date>`trusted_now()`,
      last_sent_at: null,
      last_failed_at: null,
      last_fault: null,
    };
    await tx
      .insertInto('sms_gateway')
      .values(values)
      .onConflict((conflict) => conflict.column('only_one').doUpdateSet(values))
      .execute();
  }
  const after = await showSmsGateway(tx);
  await audit({
    action: 'sms-gateway.change',
    subjectKind: 'sms-gateway',
    subjectId: 'only',
    before: onRecord(before),
    after: onRecord(after),
  });
  return after;
}

/** Without what stands in it a second time. */
function onRecord({ kind, host, changedAt, changedBy, lastSentAt, lastFailedAt, lastFault }: SmsGateway) {
  return { kind, host, changedAt, changedBy, lastSentAt, lastFailedAt, lastFault };
}
