import { formatMacAddress, readStationId } from '@gatehouse/domain/mac-address';
import { sql } from 'kysely';
import type { Db, Tx } from '../db/open-database.ts';
import { type PortalLook, readPortalLook } from '../hotspot-zones/portal-look.ts';
import { hashSecretToken, makeSecretToken, type RandomBytes } from '../operators/secret-token.ts';
import type { GatewayRedirect } from './gateways/gateway.ts';
import type { Language } from './texts/languages.ts';

/** Where a visitor stands in the portal. All of it is on the server: a phone's login window keeps nothing. */
export type Visit = {
  readonly id: number;
  readonly zoneId: number;
  /** What visitors know the place as. */
  readonly zoneName: string;
  readonly look: PortalLook;
  readonly redirect: GatewayRedirect;
  /** The visit's ticket that had brought the phone online before the redirect was told; `null`: none had. */
  readonly toldAfterTicket: string | null;
  /** From the browser: good for guessing what will happen, never for deciding. */
  readonly macHint: string | null;
  readonly language: Language;
  /** Who the visitor proved to be; `null`: nobody yet. */
  readonly customerId: number | null;
  /** What they came to buy, before they were anybody. */
  readonly wantedPackageId: number | null;
};

type StoredRedirect = GatewayRedirect & { readonly toldAfterTicket?: string | null };

export type OpenedVisit = { readonly token: string };

/** Unproved, long enough to fetch a contract; proved, until the evening. */
const UNPROVED_MINUTES = 60;
export const PROVED_HOURS = 12;

export async function openVisit(
  db: Db,
  randomBytes: RandomBytes,
  visit: { zoneId: number; redirect: GatewayRedirect; language: Language; sourceAddress: string | null },
): Promise<OpenedVisit> {
  const { token, hash } = makeSecretToken(randomBytes);
  const { zoneId, redirect, language, sourceAddress } = visit;
  await db
    .insertInto('portal_visits')
    .values({
      token_hash: hash,
      return_hash: hashSecretToken(returnToken(token)),
      zone_id: zoneId,
      redirect: JSON.stringify(redirect),
      mac_hint: readMacHint(redirect.mac),
      language,
      source_address: sourceAddress,
      expires_at: sql<Date>`trusted_now() + make_interval(mins => ${UNPROVED_MINUTES})`,
    })
    .execute();
  return { token };
}

/**
 * What may travel through a gateway, over plain http: it is made from the token and leads back to the page that says
 * how it went. Nobody is proved by it, and the token cannot be made from it.
 */
export function returnToken(token: string): string {
  return hashSecretToken(`return ${token}`).toString('base64url');
}

/** `null`: no address that was made with a `returnToken`. */
export function readReturnToken(url: string | null): string | null {
  return /\/r\/([\w-]{43})$/.exec(url?.split('?')[0] ?? '')?.[1] ?? null;
}

export function findVisit(db: Db, token: string): Promise<Visit | null> {
  return find(db, 'token_hash', token);
}

export function findReturnedVisit(db: Db, token: string): Promise<Visit | null> {
  return find(db, 'return_hash', token);
}

/**
 * The same gateway sent the same browser back with the same phone: a new challenge, another outcome. What only its login
 * page tells is kept from before. For who holds the visit's own token alone: it says where the next ticket goes.
 */
export async function renewRedirect(
  db: Db,
  { id: visitId, redirect: before }: Visit,
  told: GatewayRedirect,
): Promise<void> {
  const redirect = { ...told, chap: told.chap ?? before.chap, originalUrl: before.originalUrl };
  await sql`
    update portal_visits set redirect = ${JSON.stringify(redirect)}::jsonb || jsonb_build_object('toldAfterTicket', (
             select case when used_at is not null then username end
               from portal_tickets where visit_id = ${visitId} order by id desc limit 1))
     where id = ${visitId}`.execute(db);
}

export async function setVisitLanguage(db: Db, visitId: number, language: Language): Promise<void> {
  await db.updateTable('portal_visits').set({ language }).where('id', '=', visitId).execute();
}

/** Kept until the proof, so that whoever proves who they are comes back to it. */
export async function setWantedPackage(db: Db, visitId: number, servicePackageId: number): Promise<void> {
  await db
    .updateTable('portal_visits')
    .set({ wanted_package_id: servicePackageId })
    .where('id', '=', visitId)
    .execute();
}

/** From here on the visit shows what is the customer's. */
export async function proveVisit(db: Db | Tx, visitId: number, customerId: number): Promise<void> {
  await db
    .updateTable('portal_visits')
    .set({
      customer_id: customerId,
      expires_at: sql<Date>`trusted_now() + make_interval(hours => ${PROVED_HOURS})`,
    })
    .where('id', '=', visitId)
    .execute();
}

/** How many are gone: with them go their tickets. */
export async function trimVisits(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('portal_visits')
    .where('expires_at', '<', sql<Date>`trusted_now() - interval '1 hour'`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** The visit in which something was begun; `null`: it is over. */
export function findVisitById(db: Db, id: number): Promise<Visit | null> {
  return find(db, 'id', id);
}

function find(db: Db, column: 'token_hash' | 'return_hash', token: string): Promise<Visit | null>;
function find(db: Db, column: 'id', id: number): Promise<Visit | null>;
async function find(
  db: Db,
  column: 'token_hash' | 'return_hash' | 'id',
  by: string | number,
): Promise<Visit | null> {
  const row = await db
    .selectFrom('portal_visits as v')
    .select([
      'v.id',
      'v.zone_id',
      'v.redirect',
      'v.mac_hint',
      'v.language',
      'v.customer_id',
      'v.wanted_package_id',
    ])
    .where(`v.${column}`, '=', typeof by === 'string' ? hashSecretToken(by) : by)
    .where('v.expires_at', '>', sql<Date>`trusted_now()`)
    .executeTakeFirst();
  if (row === undefined) return null;
  const look = await readPortalLook(db, row.zone_id);
  const { toldAfterTicket = null, ...redirect } = row.redirect as StoredRedirect;
  return {
    id: row.id,
    zoneId: row.zone_id,
    zoneName: look.name,
    look,
    redirect,
    toldAfterTicket,
    macHint: row.mac_hint,
    language: look.languages.find((each) => each === row.language) ?? look.defaultLanguage,
    customerId: row.customer_id,
    wantedPackageId: row.wanted_package_id,
  };
}

export function readMacHint(text: string | null): string | null {
  const mac = text === null ? null : readStationId(text);
  return mac === null ? null : formatMacAddress(mac);
}
