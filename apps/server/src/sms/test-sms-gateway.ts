import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import type { Logger } from 'pino';
import type { Actor } from '../actor.ts';
import { type Changed, makeChange } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';
import type { SecretBox } from '../secrets.ts';
import type { OwnPorts } from '../outgoing/may-ask.ts';
import { openSmsSender, showSmsGateway } from './sms-gateway.ts';
import type { SmsTested } from './sms.schemas.ts';

const TEXT = 'This is a test message from Gatehouse. Codes for the hotspot will arrive like this.';

type TestParts = {
  readonly db: Db;
  readonly secretBox: SecretBox;
  readonly log: Logger;
  readonly ownPorts: () => OwnPorts;
};

/** Sends one message by the way that is set up, and says how it went. Who sent it to whom is on the record. */
export async function testSmsGateway(
  { db, secretBox, log, ownPorts }: TestParts,
  actor: Actor,
  phone: string,
): Promise<Changed<SmsTested>> {
  const { kind, host } = await showSmsGateway(db);
  const sender = await openSmsSender(db, secretBox, log, ownPorts());
  const outcome = await sender.send({ phone, text: TEXT });
  const after = { phone, host, sent: outcome.sent };
  return makeChange(db, actor, async ({ audit }) => {
    await audit({
      action: 'sms-gateway.test',
      subjectKind: 'sms-gateway',
      subjectId: 'only',
      before: null,
      after,
    });
    return {
      kind,
      phone,
      sent: outcome.sent,
      why: outcome.sent ? null : sayInEnglish(outcome.why),
      whySaid: outcome.sent ? null : outcome.why,
      said: outcome.said,
    };
  });
}
