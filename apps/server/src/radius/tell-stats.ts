import type { RadiusServer } from '@gatehouse/radius/transport/radius-server';
import type { LatencyHistogram } from '@gatehouse/radius/transport/latency-histogram';
import type { Pool } from 'pg';
import packageJson from '../../package.json' with { type: 'json' };
import type { FeedContact } from '../db/follow-changes.ts';
import type { AccountingWriter } from '../sessions/accounting-writer.ts';
import { countsOf, NO_COUNTS } from '../system/histogram-counts.ts';
import type { JournalState, RadiusStats } from '../system/radius-stats.ts';
import type { AccessDirectory } from './access-directory/access-directory.ts';
import type { RouterRequestCounts } from './dynamic-authorization/count-requests.ts';
import type { KnownNas } from './known-nas.ts';
import type { LoginCounters } from './login-counters.ts';
import type { RadiusRecorders } from './radius-recorders.ts';
import type { SlowGuessing } from './slow-guessing.ts';

/** Requests that were handed to their handlers, by what they ask for. */
export type RequestCounts = { logins: number; accounting: number; statusServer: number };

export type StatsSources = {
  readonly directory: AccessDirectory;
  readonly counters: LoginCounters;
  readonly guessing: SlowGuessing;
  readonly recorders: Pick<RadiusRecorders, 'attempts' | 'discards'>;
  readonly accounting: Pick<AccountingWriter, 'stats'>;
  readonly requests: RequestCounts;
  /** What routers were asked. */
  readonly routerRequests: RouterRequestCounts;
  readonly eventLoopDelay: LatencyHistogram;
  readonly pool: Pool;
  /** `null` until it is there. */
  readonly server: () => RadiusServer<KnownNas> | null;
  readonly contact: () => FeedContact;
  /** Of the directory on the disk; `null`: there is none. Milliseconds since the epoch. */
  readonly snapshotMadeAt: () => number | null;
  /** Of accounting; `null`: there is none. */
  readonly journal?: () => ToldJournal | null;
  readonly clock: () => number;
};

/** Its oldest event came at that time, in milliseconds since the epoch. */
type ToldJournal = Omit<JournalState, 'oldestSeconds'> & { readonly oldestAt: number | null };

/** What this process tells of itself: with every heartbeat, and for the plots. */
export function tellStats(sources: StatsSources): RadiusStats {
  const { counters, guessing, recorders, accounting, pool } = sources;
  return {
    version: packageJson.version,
    ...sources.directory.counts,
    requests: { ...sources.requests },
    routerRequests: structuredClone(sources.routerRequests),
    ...tellServer(sources.server()),
    accepted: counters.accepted,
    rejected: counters.rejected,
    rejectsWaiting: guessing.waiting,
    stored: counters.stored,
    notRegisteredYet: counters.notRegisteredYet,
    passersBy: counters.passersBy,
    discards: { ...recorders.discards.totals },
    discardsOverflowed: recorders.discards.overflowed,
    attempts: recorders.attempts.stats,
    accounting: accounting.stats,
    journal: tellJournal(sources),
    directoryAgeSeconds: directoryAge(sources),
    snapshotAgeSeconds: snapshotAge(sources),
    pool: { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount },
    process: tellProcess(),
    eventLoopDelay: countsOf(sources.eventLoopDelay),
  };
}

function tellServer(server: RadiusServer<KnownNas> | null) {
  const { stats, latencies } = server ?? {};
  return {
    listening: server?.listening.map(({ service, address, port }) => ({ service, address, port })) ?? [],
    datagrams: stats?.received ?? 0,
    duplicates: stats?.duplicates ?? 0,
    silences: stats?.silences ?? 0,
    inProgress: server?.inProgress ?? 0,
    latency: {
      accept: latencies ? countsOf(latencies.accept) : NO_COUNTS,
      reject: latencies ? countsOf(latencies.reject) : NO_COUNTS,
      accounting: latencies ? countsOf(latencies.accounting) : NO_COUNTS,
    },
  };
}

function tellProcess(): RadiusStats['process'] {
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return {
    rssBytes: rss,
    heapUsedBytes: heapUsed,
    arrayBuffersBytes: arrayBuffers,
    cpuSeconds: (user + system) / 1e6,
  };
}

/** Before the first contact logins are answered from the snapshot, if at all. */
function directoryAge(sources: StatsSources): number {
  const { silentMs } = sources.contact();
  return Number.isFinite(silentMs) ? Math.round(silentMs) / 1000 : (snapshotAge(sources) ?? 0);
}

function snapshotAge({ snapshotMadeAt, clock }: StatsSources): number | null {
  const madeAt = snapshotMadeAt();
  return madeAt === null ? null : Math.max(0, Math.round((clock() - madeAt) / 1000));
}

function tellJournal({ journal, clock }: StatsSources): JournalState | null {
  const told = journal?.() ?? null;
  if (told === null) return null;
  const { oldestAt, ...rest } = told;
  return { ...rest, oldestSeconds: oldestAt === null ? null : Math.max(0, (clock() - oldestAt) / 1000) };
}
