import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { makeChange } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';
import type { RandomBytes } from '../operators/secret-token.ts';
import type { SecretBox } from '../secrets.ts';
import type { HandedTicket } from './gateways/gateway.ts';
import type { Visit } from './portal-visits.ts';

/** Tickets begin so, and are in no username index: a login asks for them only when nobody has the name. */
export const TICKET_PREFIX = 't-';
const TICKET_SECONDS = 120;
const JUST_USED_SECONDS = 300;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
/** 80 bits each; some makes of CoovaChilli carry 16 octets of password and no more. */
const LENGTH = 16;

/** A ticket as the portal looks at it after it was handed over. */
export type TicketState = {
  readonly username: string;
  /** The device that came with it, as the router reported it; `null`: none has yet. */
  readonly usedMac: string | null;
  /** Used a moment ago: whoever stands there now has just come from the gateway. */
  readonly justUsed: boolean;
  readonly expired: boolean;
};

/**
 * Makes a ticket for the proved customer of the visit, and waits until every RADIUS process knows it. It takes the
 * place of an earlier one of the same visit. Never the customer's password: what travels through the gateway is good
 * once, for two minutes, in one zone and from the device that the gateway named.
 * @param continuesDeviceId the customer's device that this one is, with a new private address, as they say
 */
export async function makeTicket(
  db: Db,
  secretBox: SecretBox,
  randomBytes: RandomBytes,
  visit: Visit & { readonly customerId: number; readonly macHint: string },
  continuesDeviceId: number | null = null,
): Promise<HandedTicket> {
  const username = `${TICKET_PREFIX}${randomLetters(randomBytes)}`;
  const password = randomLetters(randomBytes);
  await makeChange(db, PORTAL, async ({ tx, announce }) => {
    const withdrawn = await tx
      .updateTable('portal_tickets')
      .set({ expires_at: sql<Date>`trusted_now()` })
      .where('visit_id', '=', visit.id)
      .where('used_at', 'is', null)
      .where('expires_at', '>', sql<Date>`trusted_now()`)
      .returning('id')
      .execute();
    const { id } = await tx
      .insertInto('portal_tickets')
      .values({
        username,
        password_cipher: secretBox.seal(password, 'portal-ticket'),
        visit_id: visit.id,
        customer_id: visit.customerId,
        zone_id: visit.zoneId,
        mac_hint: visit.macHint,
        continues_device_id: continuesDeviceId,
        expires_at: sql<Date>`trusted_now() + make_interval(secs => ${TICKET_SECONDS})`,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    announce('portal-tickets', [...withdrawn.map((each) => each.id), id]);
  });
  return { username, password };
}

/** The last ticket of the visit; `null`: none was made yet. */
export async function lastTicket(db: Db, visitId: number): Promise<TicketState | null> {
  const row = await db
    .selectFrom('portal_tickets')
    .select([
      'username',
      'used_mac',
      sql<boolean>`coalesce(used_at > trusted_now() - make_interval(secs => ${JUST_USED_SECONDS}), false)`.as(
        'just_used',
      ),
      sql<boolean>`expires_at <= trusted_now()`.as('expired'),
    ])
    .where('visit_id', '=', visitId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { username, used_mac, just_used, expired } = row;
  return { username, usedMac: used_mac, justUsed: just_used, expired };
}

/** The portal itself, where no customer acts. */
const PORTAL: Actor = { kind: 'customer', id: null, name: 'Portal', role: null, sourceAddress: null };

function randomLetters(randomBytes: RandomBytes): string {
  return Array.from(randomBytes(LENGTH), (octet) => LETTERS[octet % LETTERS.length]).join('');
}
