import { isMailFault } from '@gatehouse/domain/mail/mail-faults';
import { sql } from 'kysely';
import type { Change } from '../db/make-change.ts';
import type { Db, Tx } from '../db/open-database.ts';
import type { Row } from '../db/schema.ts';
import { type Outcome, refuse } from '../outcome.ts';
import type { SecretBox } from '../secrets.ts';
import type { MailServer, MailServerState, PutMailServerInput } from './mail.schemas.ts';
import type { MailOutcome, MailRoute } from './send-mail.ts';

/** By what mail leaves, and what its links begin with; `null`: mail is not set up. */
export async function openMailRoute(
  db: Db,
  secretBox: SecretBox,
): Promise<(MailRoute & { readonly appUrl: string }) | null> {
  const row = await readRow(db);
  if (row === undefined) return null;
  const { host, port, security, username, password_cipher: cipher } = row;
  const password = cipher === null ? '' : secretBox.open(cipher, 'mail-password');
  return {
    host,
    port,
    security,
    credentials: username === null ? null : { username, password },
    sender: { address: row.sender_address, name: row.sender_name },
    appUrl: row.app_url,
  };
}

export async function isMailSetUp(db: Db): Promise<boolean> {
  return (await db.selectFrom('mail_server').select('port').executeTakeFirst()) !== undefined;
}

export async function showMailServer(db: Db | Tx): Promise<MailServerState> {
  const row = await readRow(db);
  return { server: row === undefined ? null : presentServer(row) };
}

/** For the page where mail is set up: that links do not arrive is seen there, not in a log. */
export async function noteMailOutcome(db: Db, outcome: MailOutcome): Promise<void> {
  const at = sql<Date>`trusted_now()`;
  const noted = outcome.sent
    ? { last_sent_at: at }
    : { last_failed_at: at, last_fault: outcome.fault, last_said: outcome.said };
  await db.updateTable('mail_server').set(noted).execute();
}

/** A password that is not sent stays, but goes to no other server. Refused: `mail-password-needed`. */
export async function putMailServer(
  { tx, actor, audit }: Change,
  secretBox: SecretBox,
  { password, senderAddress, senderName, appUrl, ...route }: PutMailServerInput,
): Promise<Outcome<MailServerState>> {
  const row = await readRow(tx);
  const cipher = sealedPassword(row, route, password, secretBox);
  if (cipher === undefined) {
    const needed = { code: 'needed', message: 'is needed again: it is for another server or username' };
    return refuse('mail-password-needed', { fields: { password: needed } });
  }
  const values = {
    ...route,
    password_cipher: cipher,
    sender_address: senderAddress,
    sender_name: senderName,
    app_url: appUrl,
    changed_by: actor.name,
    changed_at: sql<Date>`trusted_now()`,
    last_sent_at: null,
    last_failed_at: null,
    last_fault: null,
    last_said: null,
  };
  await tx
    .insertInto('mail_server')
    .values(values)
    .onConflict((conflict) => conflict.column('only_one').doUpdateSet(values))
    .execute();
  const after = await showMailServer(tx);
  const before = row === undefined ? null : audited(presentServer(row));
  await audit({
    action: 'mail-server.change',
    subjectKind: 'mail-server',
    subjectId: 'only',
    before,
    after: after.server && { ...audited(after.server), ...(password !== undefined && { newPassword: true }) },
  });
  return after;
}

/** Refused: `mail-not-set-up`. */
export async function removeMailServer({ tx, audit }: Change): Promise<Outcome<object>> {
  const row = await readRow(tx);
  if (row === undefined) return refuse('mail-not-set-up');
  await tx.deleteFrom('mail_server').execute();
  const before = audited(presentServer(row));
  await audit({
    action: 'mail-server.remove',
    subjectKind: 'mail-server',
    subjectId: 'only',
    before,
    after: null,
  });
  return {};
}

/** `undefined`: there is none for this server and username. `null`: none is needed. */
function sealedPassword(
  row: Row<'mail_server'> | undefined,
  { host, port, username }: Pick<PutMailServerInput, 'host' | 'port' | 'username'>,
  password: string | undefined,
  secretBox: SecretBox,
): Buffer | null | undefined {
  if (username === null) return null;
  if (password !== undefined) return secretBox.seal(password, 'mail-password');
  const isSame = row?.host === host && row.port === port && row.username === username;
  return isSame ? (row.password_cipher ?? undefined) : undefined;
}

function readRow(db: Db | Tx) {
  return db.selectFrom('mail_server').selectAll().executeTakeFirst();
}

function presentServer(row: Row<'mail_server'>): MailServer {
  return {
    host: row.host,
    port: row.port,
    security: row.security,
    username: row.username,
    hasPassword: row.password_cipher !== null,
    senderAddress: row.sender_address,
    senderName: row.sender_name,
    appUrl: row.app_url,
    changedAt: row.changed_at.toISOString(),
    changedBy: row.changed_by,
    lastSentAt: row.last_sent_at?.toISOString() ?? null,
    lastFailedAt: row.last_failed_at?.toISOString() ?? null,
    lastFault: isMailFault(row.last_fault) ? row.last_fault : null,
    lastSaid: row.last_said,
  };
}

/** What was chosen, without how it fared. */
function audited({ host, port, security, username, senderAddress, senderName, appUrl }: MailServer) {
  return { host, port, security, username, senderAddress, senderName, appUrl };
}
