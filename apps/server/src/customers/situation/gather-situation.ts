import { isRejectReason } from '@gatehouse/domain/access/reject-reasons';
import type {
  LoginKnown,
  RefusalsKnown,
  SessionKnown,
  SituationFacts,
  TriedAs,
} from '@gatehouse/domain/customers/situation/situation-facts';
import { isPrivateMac, parseMacAddress } from '@gatehouse/domain/mac-address';
import { findAttempt } from '../../access-log/find-attempt.ts';
import { type RecentLogin, recentLogins } from '../../access-log/recent-logins.ts';
import type { Db } from '../../db/open-database.ts';
import { vendorOf } from '../../devices/vendors/vendor-of.ts';
import { foldLogins } from './fold-logins.ts';
import { type OwnFacts, readOwnFacts } from './read-customer.ts';
import { readRefusedDevice } from './read-refused-device.ts';
import { isOnline, type OwnSession, readRouter, readSessions } from './read-sessions.ts';
import { readSwapWindow } from './read-swap-window.ts';

const DAY_MS = 86_400_000;
/** What was refused longer ago is no news. */
const LOOKED_BACK_MS = 7 * DAY_MS;

/** Everything that is said of a customer's situation. `null`: there is no such customer. */
export async function gatherSituation(
  db: Db,
  customerId: number,
  now: number,
): Promise<SituationFacts | null> {
  const own = await readOwnFacts(db, customerId);
  if (own === null) return null;
  const macs = own.devices.map(({ mac }) => mac);
  const [sessions, logins, swapWindow] = await Promise.all([
    readSessions(db, customerId),
    recentLogins(db, customerId, macs, now - LOOKED_BACK_MS),
    readSwapWindow(db, customerId),
  ]);
  const online = sessions.filter((session) => isOnline(session, now));
  const past = sessions.filter((session) => !isOnline(session, now));
  const last = past.toSorted((one, other) => other.heardAt - one.heardAt)[0] ?? null;
  const { lastAccept, refused, triedAs } = foldLogins(logins, customerId);
  const [lastRouter, refusals] = await Promise.all([
    last === null || last.nasId === null || online.length > 0
      ? null
      : readRouter(db, last.nasId, customerId, now),
    presentRefusals(db, customerId, own, refused, now),
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
  refused: readonly RecentLogin[],
  now: number,
): Promise<RefusalsKnown | null> {
  const [newest] = refused;
  if (newest === undefined || newest.reason === null || !isRejectReason(newest.reason)) return null;
  const [attempt, known] = await Promise.all([
    findAttempt(db, newest.id, now),
    readRefusedDevice(db, customerId, newest.mac),
  ]);
  const present = attempt?.present ?? null;
  return {
    ...presentLogin(own, newest),
    reason: newest.reason,
    kind: newest.kind,
    count: refused.reduce((sum, { count }) => sum + count, 0),
    since: Math.min(...refused.map(({ firstAt }) => firstAt)),
    lastAt: newest.at,
    present: present === null ? null : present.outcome === 'accept' ? 'accept' : present.reason,
    sentence: present?.outcome === 'reject' ? present.sentence : (attempt?.explanation ?? ''),
    ...known,
  };
}

function presentTriedAs(own: OwnFacts, tried: readonly RecentLogin[]): TriedAs | null {
  const [newest] = tried;
  const device = own.devices.find(({ mac }) => mac === newest?.mac);
  if (newest === undefined || device === undefined) return null;
  return {
    username: newest.username,
    customerName: newest.customerName,
    device: { id: device.id, name: device.name },
    count: tried.reduce((sum, { count }) => sum + count, 0),
    since: Math.min(...tried.map(({ firstAt }) => firstAt)),
    lastAt: newest.at,
  };
}
