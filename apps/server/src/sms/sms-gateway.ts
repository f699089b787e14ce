import type { Logger } from 'pino';
import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { SecretBox } from '../secrets.ts';
import { type HttpSms, httpSender } from './senders/http-sender.ts';
import { logSender } from './senders/log-sender.ts';
import type { SmsSender } from './senders/sms-sender.ts';
import type { PutSmsGatewayInput, SmsGateway } from './sms.schemas.ts';

/** The sender that is set up now. */
export async function openSmsSender(db: Db, secretBox: SecretBox, log: Logger): Promise<SmsSender> {
  const row = await db.selectFrom('sms_gateway').select('cipher').executeTakeFirst();
  if (row === undefined) return logSender(log);
  return httpSender(JSON.parse(secretBox.open(row.cipher, 'sms-gateway')) as HttpSms);
}

/** Nothing of what was sealed is told again: addresses and bodies hold keys as often as headers do. */
export async function showSmsGateway(db: Db | Tx): Promise<SmsGateway> {
  const row = await db
    .selectFrom('sms_gateway')
    .select(['url_host', 'changed_at', 'changed_by'])
    .executeTakeFirst();
  if (row === undefined) return { kind: 'log', host: null, changedAt: null, changedBy: null };
  const { url_host, changed_at, changed_by } = row;
  return { kind: 'http', host: url_host, changedAt: changed_at.toISOString(), changedBy: changed_by };
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
    };
    await tx
      .insertInto('sms_gateway')
      .values(values)
      .onConflict((conflict) => conflict.column('only_one').doUpdateSet(values))
      .execute();
  }
  const after = await showSmsGateway(tx);
  await audit({ action: 'sms-gateway.change', subjectKind: 'sms-gateway', subjectId: 'only', before, after });
  return after;
}
