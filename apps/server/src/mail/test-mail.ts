import { type Language, isLanguage } from '@gatehouse/domain/languages';
import type { Actor } from '../actor.ts';
import { type Changed, makeChange } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';
import { type Outcome, refuse } from '../outcome.ts';
import type { OwnPorts } from '../outgoing/may-ask.ts';
import type { SecretBox } from '../secrets.ts';
import type { MailTested } from './mail.schemas.ts';
import { noteMailOutcome, openMailRoute } from './mail-server.ts';
import { sendMail } from './send-mail.ts';
import { composeMail } from './compose-mail.ts';

/** A call is given up after ten seconds; the answer has to be there before. */
const TEST_MS = 8000;

type TestParts = {
  readonly db: Db;
  readonly secretBox: SecretBox;
  readonly ownPorts: () => OwnPorts;
};

/** Sends one mail by the server that is set up, and says how it went. Who sent it to whom is on the record. Refused: `mail-not-set-up`. */
export async function testMail(
  { db, secretBox, ownPorts }: TestParts,
  actor: Actor,
  to: string,
  language: Language | null,
): Promise<Changed<Outcome<MailTested>>> {
  const route = await openMailRoute(db, secretBox);
  if (route === null) return { value: refuse('mail-not-set-up'), pendingNodes: [] };
  const mail = composeMail(isLanguage(language) ? language : 'en', 'test', { url: route.appUrl });
  const outcome = await sendMail(route, ownPorts(), to, mail, TEST_MS);
  await noteMailOutcome(db, outcome);
  const tested = { to, sent: outcome.sent, fault: outcome.sent ? null : outcome.fault, said: outcome.said };
  return makeChange(db, actor, async ({ audit }) => {
    const after = { host: route.host, ...tested };
    await audit({ action: 'mail-server.test', subjectKind: 'mail-server', subjectId: 'only', after });
    return tested;
  });
}
