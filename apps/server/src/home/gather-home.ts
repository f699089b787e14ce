import { setTimeout as sleep } from 'node:timers/promises';
import { type RefusedCustomers, readRefusedCustomers } from '../access-log/refused-customers.ts';
import { type RecentChanges, readRecentChanges } from '../audit-log/read-changes.ts';
import type { Db } from '../db/open-database.ts';
import { readInTime } from '../db/read-in-time.ts';
import { countUnrecognised } from '../devices/unrecognised/count-unrecognised.ts';
import { countPaymentsForPerson } from '../payments/count-payments.ts';
import { countFindings } from '../review/count-findings.ts';
import { countOnline } from '../sessions/count-online.ts';
import { describeSystem } from '../system/describe-system.ts';
import { type LoginSample, readLoginSamples } from '../system/login-counts.ts';
import type { System } from '../system/system.schemas.ts';
import type { CertificateTrouble } from '../tls/certificate-files.ts';

/** What *Home* is made of; `null`: it could not be found out in time. */
export type GatheredHome = {
  readonly now: number;
  readonly system: System | null;
  readonly online: number | null;
  readonly hour: readonly LoginSample[] | null;
  readonly day: readonly LoginSample[] | null;
  readonly refused: RefusedCustomers | null;
  readonly review: number | null;
  readonly unrecognised: number | null;
  readonly payments: number | null;
  readonly changes: readonly RecentChanges[] | null;
};

export type HomeSource = {
  readonly db: Db;
  readonly version: string;
  readonly now: () => number;
  readonly portalCertificate?: () => CertificateTrouble | null;
  readonly adminCertificate?: () => CertificateTrouble | null;
};

/** Each part has so long; what is late is left out, and the page is there all the same. */
const PART_MS_MAX = 1000;
/** More are not counted. */
const COUNTED_MAX = 10_000;

/** The whole picture, the same for everybody. Rejects where the database is away. */
export async function gatherHome(source: HomeSource): Promise<GatheredHome> {
  const { db, version, now } = source;
  const certificates = [source.portalCertificate?.() ?? null, source.adminCertificate?.() ?? null] as const;
  const at = now();
  const inTime = <T>(read: (db: Db) => Promise<T>): Promise<T | null> => readInTime(db, PART_MS_MAX, read);
  // In three lanes: whoever looks at Home does not take the connections of those who work.
  const [system, first, second] = await Promise.all([
    whileYoung(describeSystem(db, version, at, ...certificates)),
    (async () => ({
      online: await inTime(countOnline),
      refused: await inTime((tx) => readRefusedCustomers(tx, at)),
      changes: await inTime(readRecentChanges),
    }))(),
    (async () => ({
      hour: await inTime((tx) => readLoginSamples(tx, 'hour')),
      day: await inTime((tx) => readLoginSamples(tx, 'day')),
      payments: await inTime(countPaymentsForPerson),
      unrecognised: capped(await inTime(async (tx) => (await countUnrecognised(tx)) ?? Infinity)),
      review: capped((await whileYoung(countFindings(db)))?.open ?? null),
    }))(),
  ]);
  return { now: at, system, ...first, ...second, online: first.online ?? onlineByNodes(system) };
}

/** What the RADIUS processes know themselves; each knows of all. */
function onlineByNodes(system: System | null): number | null {
  const known = (system?.nodes ?? []).filter(({ state }) => state !== 'silent');
  return known.length === 0 ? null : Math.max(...known.map(({ stats }) => stats.openSessions));
}

function capped(count: number | null): number | null {
  return count === null ? null : Math.min(count, COUNTED_MAX + 1);
}

/** What is made of several questions is waited for so long, and no longer. */
async function whileYoung<T>(reading: Promise<T>): Promise<T | null> {
  const late = new AbortController();
  const outcome = await Promise.race([
    reading,
    sleep(PART_MS_MAX, null, { signal: late.signal, ref: false }).catch(() => null),
  ]).finally(() => late.abort());
  // If it fails after all, nobody waits for it any more.
  reading.catch(() => undefined);
  return outcome;
}
