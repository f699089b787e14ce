import { isRejectReason } from '@gatehouse/domain/access/reject-reasons';
import type {
  LoginKnown,
  RefusalsKnown,
  SessionKnown,
  SituationFacts,
  TriedAs,
} from '@gatehouse/domain/customers/situation/situation-facts';
import { said } from '@gatehouse/domain/said/said';
import { isPrivateMac, parseMacAddress } from '@gatehouse/domain/mac-address';
import { findAttempt } from '../../access-log/find-attempt.ts';
import { type RecentLogin, recentLogins } from '../../access-log/recent-logins.ts';
import type { Db } from '../../db/open-database.ts';
import { vendorOf } from '../../devices/vendors/vendor-of.ts';
import { foldLogins } from './fold-logins.ts';
import { type RefusedRun, wholeRun } from './whole-run.ts';
import { type OwnFacts, readOwnFacts } from './read-customer.ts';
import { readRefusedDevice } from './read-refused-device.ts';
import { isOnline, type OwnSession, readRouter, readSessions } from './read-sessions.ts';
import { readSwapWindow } from './read-swap-window.ts';

const DAY_MS = 86_400_000;
/** What was refused longer ago is no news. */
const LOOKED_BACK_MS = 7 * DAY_MS;
/** Whoever comes from more devices is not known by any of them. */
const SEEN_MAX = 5;

/** Everything that is said of a customer's situation. `null`: there is no such customer. */
export async function gatherSituation(
  db: Db,
  customerId: number,
  now: number,
): Promise<SituationFacts | null> {
  const own = await readOwnFacts(db, customerId);
  if (own === null) return null;
  const [sessions, swapWindow] = await Promise.all([
    readSessions(db, customerId),
    readSwapWindow(db, customerId),
  ]);
  const seen = macsOf(sessions);
  const macs = { registered: own.devices.map(({ mac }) => mac), seen };
  const logins = await recentLogins(db, customerId, macs, now - LOOKED_BACK_MS);
  const online = sessions.filter((session) => isOnline(session, now));
  const past = sessions.filter((session) => !isOnline(session, now));
  const last = past.toSorted((one, other) => other.heardAt - one.heardAt)[0] ?? null;
  const { lastAccept, refused, triedAs } = foldLogins(
    logins,
    customerId,
    new Set([...macs.registered, ...seen]),
  );
  const [lastRouter, refusals] = await Promise.all([
    last === null || last.nasId === null || online.length > 0
      ? null
      : readRouter(db, last.nasId, customerId, now),
    presentRefusals(db, customerId, own, await wholeRun(db, refused, now - LOOKED_BACK_MS), seen, now),
  ]);
  return {
    ...own,
    now,
    online: online.map((session) => presentSession(own, session)),
    lastSession: last === null ? null : presentSession(own, last),
    lastRouter:
      last === null || lastRouter === null || last.nasId === null || last.nasName === null
        ? null
        : { id: String(last.nasId), name: last.nasName, ...lastRouter },
    lastAccept: lastAccept === null ? null : presentLogin(own, lastAccept),
    refused: refusals,
    triedAs: presentTriedAs(own, triedAs),
    swapWindow,
  };
}

/** What they were online with lately: with binding off, nothing else tells which device is theirs. */
function macsOf(sessions: readonly OwnSession[]): readonly string[] {
  const known = new Set(sessions.flatMap(({ mac }) => mac ?? []));
  return [...known].slice(0, SEEN_MAX);
}

function presentDevice(own: OwnFacts, mac: string | null) {
  const parsed = mac === null ? null : parseMacAddress(mac);
  const device = own.devices.find((each) => each.mac === mac);
  return {
    mac,
    vendor: parsed === null ? null : vendorOf(parsed),
    private: parsed !== null && isPrivateMac(parsed),
    device: device === undefined ? null : { id: device.id, name: device.name },
  };
}

function presentRouter({ nasId, nasName }: Pick<OwnSession, 'nasId' | 'nasName'>) {
  return nasId === null || nasName === null ? null : { id: String(nasId), name: nasName };
}

function presentSession(own: OwnFacts, session: OwnSession): SessionKnown {
  const { startedAt, heardAt, endedAt, mac } = session;
  return { ...presentDevice(own, mac), router: presentRouter(session), startedAt, heardAt, endedAt };
}

function presentLogin(own: OwnFacts, login: RecentLogin): LoginKnown {
  return { ...presentDevice(own, login.mac), router: presentRouter(login), at: login.at };
}

/** How often, since when, how the same login would fare now, and what is known of the device. */
async function presentRefusals(
  db: Db,
  customerId: number,
  own: OwnFacts,
  refused: RefusedRun | null,
  seen: readonly string[],
  now: number,
): Promise<RefusalsKnown | null> {
  if (refused === null) return null;
  const { newest, count, since } = refused;
  if (newest.reason === null || !isRejectReason(newest.reason)) return null;
  const [attempt, known] = await Promise.all([
    findAttempt(db, newest.id, now),
    readRefusedDevice(db, customerId, newest.mac),
  ]);
  const present = attempt?.present ?? null;
  return {
    ...presentLogin(own, newest),
    reason: newest.reason,
    kind: newest.kind,
    count,
    since,
    lastAt: newest.at,
    usedBefore: newest.mac !== null && seen.includes(newest.mac) && known.holder === null,
    present: present === null ? null : present.outcome === 'accept' ? 'accept' : present.reason,
    sentence:
      present?.outcome === 'reject'
        ? present.sentenceSaid
        : (attempt?.explanationSaid ?? said('refusedNoReason')),
    ...known,
  };
}

function presentTriedAs(own: OwnFacts, tried: readonly RecentLogin[]): TriedAs | null {
  const [newest] = tried;
  if (newest === undefined) return null;
  return {
    username: newest.username,
    customerName: newest.customerName,
    ...presentDevice(own, newest.mac),
    count: tried.reduce((sum, { count }) => sum + count, 0),
    since: Math.min(...tried.map(({ firstAt }) => firstAt)),
    lastAt: newest.at,
  };
}
