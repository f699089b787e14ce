import { discardReasons } from '@gatehouse/radius/packet/discard-reasons';
import type { RadiusStats } from '../system/radius-stats.ts';
import type { RadiusNode } from '../system/system.schemas.ts';
import { type Family, latencyLines, renderFamilies, sizeLines, type Value } from './exposition.ts';

/** What the RADIUS processes told with their last heartbeat, for Prometheus. To add a metric: a line below. */
export function renderRadiusMetrics(nodes: readonly RadiusNode[]): string {
  return renderFamilies([
    ...VALUES.map(
      ([type, name, help, read]): Family => ({
        name: `gatehouse_${name}`,
        type,
        help,
        lines: nodes.flatMap((node) =>
          asValues(read(node.stats, node)).map(
            ([labels, value]) => ['', { node: node.name, ...labels }, value] as const,
          ),
        ),
      }),
    ),
    ...histograms(nodes),
  ]);
}

/** What is 0 is told too: increase() misses the first step of a counter that appears with it. */
const NO_DISCARDS = Object.fromEntries(discardReasons.map((reason) => [reason, 0]));

type Read = (stats: RadiusStats, node: RadiusNode) => number | readonly Value[];

const VALUES: readonly (readonly [type: 'counter' | 'gauge', name: string, help: string, read: Read])[] = [
  [
    'gauge',
    'radius_up',
    '1 while the process gives signs of life',
    (_, { state }) => Number(state !== 'silent'),
  ],
  ['gauge', 'radius_info', 'Always 1; the version is a label', ({ version }) => [[{ version }, 1]]],
  [
    'gauge',
    'radius_start_time_seconds',
    'When the process started',
    (_, node) => Date.parse(node.startedAt) / 1000,
  ],
  [
    'gauge',
    'radius_heartbeat_age_seconds',
    'Since the last sign of life',
    (_, node) => node.heartbeatAgeSeconds,
  ],
  [
    'gauge',
    'radius_feed_lag_seconds',
    'How long the oldest stored change has not been in force there',
    (_, node) => node.feedLagSeconds,
  ],
  [
    'gauge',
    'radius_directory_age_seconds',
    'How old what logins are judged by may be',
    (_, node) => node.directoryAgeSeconds,
  ],
  ['gauge', 'radius_directory_customers', 'Customers in memory', ({ customers }) => customers],
  ['gauge', 'radius_directory_devices', 'Devices in memory', ({ devices }) => devices],
  ['gauge', 'radius_open_sessions', 'Sessions that count', ({ openSessions }) => openSessions],
  [
    'gauge',
    'radius_listeners',
    'Open sockets',
    ({ listening }) =>
      byLabel('service', {
        authentication: listening.filter(({ service }) => service === 'authentication').length,
        accounting: listening.filter(({ service }) => service === 'accounting').length,
      }),
  ],

  ['counter', 'radius_datagrams_total', 'Everything that arrived', ({ datagrams }) => datagrams],
  [
    'counter',
    'radius_requests_total',
    'Requests that were judged',
    ({ requests }) =>
      byLabel('kind', {
        login: requests.logins,
        accounting: requests.accounting,
        'status-server': requests.statusServer,
      }),
  ],
  [
    'counter',
    'radius_duplicates_total',
    'Repetitions of requests: answered with the same octets, or still being worked on',
    ({ duplicates }) => duplicates,
  ],
  [
    'counter',
    'radius_logins_total',
    'Logins by outcome; the reason is of a reject',
    ({ accepted, rejected }) => loginValues(accepted, rejected),
  ],
  [
    'counter',
    'radius_silences_total',
    'Requests that were judged and got no answer',
    ({ silences }) => silences,
  ],
  [
    'counter',
    'radius_discards_total',
    'Datagrams without an answer',
    ({ discards }) => byLabel('reason', { ...NO_DISCARDS, ...discards }),
  ],
  [
    'counter',
    'radius_discards_unlisted_total',
    'Of these, those from more sources at once than are listed',
    ({ discardsOverflowed }) => discardsOverflowed,
  ],
  [
    'gauge',
    'radius_requests_in_progress',
    'Requests that wait for their answer',
    ({ inProgress }) => inProgress,
  ],
  [
    'gauge',
    'radius_rejects_delayed',
    'Rejects of guesses that are held back for a moment',
    ({ rejectsWaiting }) => rejectsWaiting,
  ],
  [
    'counter',
    'radius_logins_stored_total',
    'Accepts that wrote to the database first',
    ({ stored }) => stored,
  ],
  [
    'counter',
    'radius_logins_unregistered_total',
    'Accepts whose device could not be registered, because the database was away',
    ({ notRegisteredYet }) => notRegisteredYet,
  ],
  [
    'counter',
    'radius_passers_by_total',
    'MAC logins of devices that nobody has registered, counted apart from the refusals by reason',
    ({ passersBy }) => passersBy,
  ],

  [
    'counter',
    'router_requests_total',
    'Disconnect- and CoA-Requests to routers, by what became of them',
    ({ routerRequests }) =>
      Object.entries(routerRequests).flatMap(([kind, ends]) =>
        Object.entries(ends).map(([outcome, count]): Value => [{ kind, outcome }, count]),
      ),
  ],

  ['counter', 'attempts_written_total', 'Lines of the access log', ({ attempts }) => attempts.written],
  ['gauge', 'attempts_waiting', 'Lines that wait to be written', ({ attempts }) => attempts.waiting],
  [
    'counter',
    'attempts_overflowed_total',
    'Attempts that no line of the access log counts',
    ({ attempts }) => attempts.overflowed,
  ],
  [
    'counter',
    'attempts_failed_writes_total',
    'Writes that failed; they are tried again',
    ({ attempts }) => attempts.failedWrites,
  ],
  [
    'counter',
    'accounting_stored_total',
    'Accounting events that are durable',
    ({ accounting }) => accounting.stored,
  ],
  [
    'counter',
    'accounting_failed_total',
    'Events that could not be stored and were not answered',
    ({ accounting }) => accounting.failed,
  ],
  [
    'counter',
    'accounting_refused_total',
    'Events not taken, because too many waited',
    ({ accounting }) => accounting.refused,
  ],
  [
    'gauge',
    'accounting_waiting',
    'Events that wait for their commit',
    ({ accounting }) => accounting.waiting,
  ],

  [
    'gauge',
    'journal_events',
    'Accounting events that wait on the disk',
    ({ journal }) => ifAny(journal?.depth),
  ],
  ['gauge', 'journal_bytes', 'Room they take', ({ journal }) => ifAny(journal?.bytes)],
  ['gauge', 'journal_bytes_max', 'Room there is', ({ journal }) => ifAny(journal?.bytesMax)],
  [
    'gauge',
    'journal_oldest_seconds',
    'How old the oldest of them is',
    ({ journal }) => ifAny(journal && (journal.oldestSeconds ?? 0)),
  ],
  [
    'gauge',
    'journal_usable',
    '0 while it takes no more, because it is full or its disk fails',
    ({ journal }) => ifAny(journal && Number(journal.state !== 'full' && journal.state !== 'failing')),
  ],
  [
    'counter',
    'journal_appended_total',
    'Events that went into it',
    ({ journal }) => ifAny(journal?.appended),
  ],
  [
    'counter',
    'journal_dropped_total',
    'Events taken out of it again, because the database has them',
    ({ journal }) => ifAny(journal?.dropped),
  ],
  [
    'gauge',
    'journal_damaged_files',
    'Files in which something cannot be read any more, kept until somebody deletes them',
    ({ journal }) => ifAny(journal?.damagedFiles),
  ],
  ['counter', 'journal_refused_total', 'Events it did not take', ({ journal }) => ifAny(journal?.refused)],
  [
    'gauge',
    'radius_snapshot_age_seconds',
    'Of the directory on the disk, for a start without the database',
    ({ snapshotAgeSeconds }) => ifAny(snapshotAgeSeconds),
  ],

  ['gauge', 'radius_resident_memory_bytes', 'Memory of the process', (stats) => stats.process.rssBytes],
  ['gauge', 'radius_heap_used_bytes', 'Memory of its objects', (stats) => stats.process.heapUsedBytes],
  [
    'gauge',
    'radius_array_buffers_bytes',
    'Memory of the directory and the rings of replies',
    (stats) => stats.process.arrayBuffersBytes,
  ],
  ['counter', 'radius_cpu_seconds_total', 'Processor time', (stats) => stats.process.cpuSeconds],
  [
    'gauge',
    'radius_database_connections',
    'Connections of its pool',
    ({ pool }) => byLabel('state', { busy: pool.total - pool.idle, idle: pool.idle }),
  ],
  ['gauge', 'radius_database_waiting', 'Queries that wait for a connection', ({ pool }) => pool.waiting],
];

function histograms(nodes: readonly RadiusNode[]): Family[] {
  return [
    {
      name: 'gatehouse_radius_reply_seconds',
      type: 'histogram',
      help: 'From the decoded request to the reply that has left; rejects of guesses are late on purpose',
      lines: nodes.flatMap(({ name, stats: { latency } }) => [
        ...latencyLines({ node: name, reply: 'accept' }, latency.accept),
        ...latencyLines({ node: name, reply: 'reject' }, latency.reject),
        ...latencyLines({ node: name, reply: 'accounting' }, latency.accounting),
      ]),
    },
    {
      name: 'gatehouse_radius_event_loop_delay_seconds',
      type: 'histogram',
      help: 'How late the process comes to its work',
      lines: nodes.flatMap(({ name, stats }) => latencyLines({ node: name }, stats.eventLoopDelay)),
    },
    {
      name: 'gatehouse_accounting_commit_events',
      type: 'histogram',
      help: 'Accounting events in one commit',
      lines: nodes.flatMap(({ name, stats: { accounting } }) =>
        sizeLines({ node: name }, accounting.batchSizes, accounting.stored),
      ),
    },
  ];
}

function asValues(read: number | readonly Value[]): readonly Value[] {
  return typeof read === 'number' ? [[{}, read]] : read;
}

/** No line where there is no such thing. */
function ifAny(value: number | null | undefined): readonly Value[] {
  return value === null || value === undefined ? [] : [[{}, value]];
}

function byLabel(label: string, counts: Readonly<Record<string, number>>): Value[] {
  return Object.entries(counts).map(([word, count]) => [{ [label]: word }, count]);
}

function loginValues(accepted: number, rejected: Readonly<Record<string, number>>): Value[] {
  return [
    [{ outcome: 'accept', reason: '' }, accepted],
    ...Object.entries(rejected).map(([reason, count]): Value => [{ outcome: 'reject', reason }, count]),
  ];
}
