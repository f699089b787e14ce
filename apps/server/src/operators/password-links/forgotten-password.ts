import type { Language } from '@gatehouse/domain/languages';
import { usernameKey } from '@gatehouse/domain/username';
import type { Logger } from 'pino';
import { sql } from 'kysely';
import { makeChange } from '../../db/make-change.ts';
import type { Db, Tx } from '../../db/open-database.ts';
import { composeMail } from '../../mail/compose-mail.ts';
import { noteMailOutcome, openMailRoute } from '../../mail/mail-server.ts';
import { sendMail } from '../../mail/send-mail.ts';
import { isRefused, refuse } from '../../outcome.ts';
import type { OwnPorts } from '../../outgoing/may-ask.ts';
import type { SecretBox } from '../../secrets.ts';
import { openTries, type TryKey } from '../../tries/count-tries.ts';
import { countedAddress } from '../../tries/counted-address.ts';
import { isKnownPlace } from '../known-places.ts';
import type { RandomBytes } from '../secret-token.ts';
import { makePasswordLink } from './password-links.ts';

/** Who says to have forgotten a password: a username or a mail address, as typed. */
export type Forgetful = {
  readonly name: string;
  readonly sourceAddress: string | null;
  /** What the page was read in; an operator's own choice goes before it. */
  readonly language: Language | null;
};

type Parts = {
  readonly db: Db;
  readonly secretBox: SecretBox;
  readonly randomBytes: RandomBytes;
  readonly ownPorts: () => OwnPorts;
  readonly log: Logger;
};

const MAIL_MS = 30_000;
/** Nobody waits for an answer; what cannot be kept up with is left. */
const WAITING_MAX = 100;

const HOUR_SECONDS = 60 * 60;
/** The last link that was sent stays good: who asks for somebody else too often takes nothing from them. */
const OF_ACCOUNT_THERE = { name: 'mailed links of account and address', max: 3, seconds: HOUR_SECONDS };
const OF_ACCOUNT = { name: 'mailed links of account', max: 12, seconds: 24 * HOUR_SECONDS };

type Account = {
  readonly id: number;
  readonly name: string;
  readonly username: string;
  readonly email: string;
} & {
  readonly language: Language | null;
};

/**
 * Sends links to new passwords, one after the other. It is all done behind: how long an answer takes tells nobody whether
 * there is such an operator.
 */
export function openForgottenPasswords(parts: Parts): { tell(who: Forgetful): void } {
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();
  return {
    tell(who) {
      if (waiting >= WAITING_MAX) return parts.log.warn('too many ask for new passwords: one is left out');
      waiting += 1;
      last = last
        .then(() => sendLinks(parts, who))
        .catch((error: unknown) => parts.log.error({ err: error }, 'a link to a new password was not sent'))
        .finally(() => {
          waiting -= 1;
        });
    },
  };
}

async function sendLinks(parts: Parts, who: Forgetful): Promise<void> {
  for (const account of await findAccounts(parts.db, who.name)) {
    if (await mayBeSent(parts, account, who)) await sendLink(parts, account, who);
  }
}

/** Two at most: one's username may be another's address. Each hears of their own account alone. */
async function findAccounts(db: Db, typed: string): Promise<readonly Account[]> {
  const rows = await db
    .selectFrom('operators')
    .select(['id', 'name', 'username', 'email', 'language'])
    .where(({ or, eb }) =>
      or([
        eb('username_key', '=', usernameKey(typed)),
        eb(sql`lower(email)`, '=', typed.normalize('NFC').trim().toLowerCase()),
      ]),
    )
    .where('status', '=', 'active')
    .execute();
  return rows.flatMap(({ email, ...row }) => (email === null ? [] : { ...row, email }));
}

async function mayBeSent({ db, secretBox }: Parts, { id }: Account, who: Forgetful): Promise<boolean> {
  const place = countedAddress(who.sourceAddress) ?? '';
  const keys: TryKey[] = [[OF_ACCOUNT_THERE, `${id} ${place}`]];
  if (!(await isKnownPlace(db, id, place))) keys.push([OF_ACCOUNT, String(id)]);
  return (await openTries({ db, secretBox }).takeInTurn(keys)) === null;
}

async function sendLink(parts: Parts, account: Account, who: Forgetful): Promise<void> {
  const { db, secretBox, ownPorts, log } = parts;
  const { id, name, username, email } = account;
  const route = await openMailRoute(db, secretBox);
  if (route === null) return;
  const actor = { kind: 'operator', id, name, role: null, sourceAddress: who.sourceAddress } as const;
  const { value: link } = await makeChange(db, actor, async (change) =>
    (await isStillTheirs(change.tx, id, email))
      ? makePasswordLink(change, id, 'mailed', parts.randomBytes)
      : refuse('not-found'),
  );
  if (isRefused(link)) return;
  const mail = composeMail(account.language ?? who.language ?? 'en', 'password', {
    name,
    username,
    url: `${route.appUrl}${link.path}`,
    address: who.sourceAddress ?? '–',
  });
  const outcome = await sendMail(route, ownPorts(), email, mail, MAIL_MS);
  await noteMailOutcome(db, outcome);
  if (!outcome.sent)
    log.warn({ fault: outcome.fault }, 'a link to a new password was not taken by the mail server');
}

/** And is so until the commit: the link may have waited for one that was sent slowly, and the address be another's by now. */
async function isStillTheirs(tx: Tx, id: number, email: string): Promise<boolean> {
  const row = await tx
    .selectFrom('operators')
    .select('id')
    .where('id', '=', id)
    .where('email', '=', email)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}
