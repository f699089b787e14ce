import { z } from 'zod';
import { histogramShape } from './histogram-counts.ts';

const count = z.number().default(0);
const countsByWord = z.record(z.string(), z.number()).default({});
const histogram = histogramShape.prefault({});

/** Accounting that was answered and is safe on the disk of the RADIUS process, but not in the database yet. */
export const journalShape = z.object({
  state: z
    .string()
    .default('empty')
    .meta({
      description: '`holding`: events wait in it; `full`, `failing`: it takes no more',
      examples: ['empty'],
    }),
  depth: count.meta({ description: 'Events in it' }),
  bytes: count,
  bytesMax: count,
  oldestSeconds: z.number().nullable().default(null).meta({ description: 'How old its oldest event is' }),
  appended: count,
  dropped: count,
  refused: count,
  damagedFiles: count.meta({
    description:
      'Files in which something cannot be read any more; they are kept until somebody deletes them',
  }),
});
export type JournalState = z.infer<typeof journalShape>;

/**
 * What a radius process tells of itself with every heartbeat: counts since its start, and how things stand. A field
 * that a process of another version does not know is 0 or absent, never a reason to show nothing.
 */
export const radiusStatsShape = z.object({
  version: z.string().default(''),
  listening: z
    .array(z.object({ service: z.string(), address: z.string(), port: z.number() }))
    .default([])
    .meta({ description: 'The sockets that are open; a wildcard is one for each address of the machine' }),
  customers: count,
  devices: count,
  openSessions: count,
  datagrams: count,
  requests: z.object({ logins: count, accounting: count, statusServer: count }).prefault({}),
  routerRequests: z.record(z.string(), countsByWord).default({}).meta({
    description: 'Disconnect- and CoA-Requests that have ended: by kind, then by what became of them',
  }),
  duplicates: count,
  silences: count.meta({ description: 'Requests that were judged and got no answer' }),
  inProgress: count.meta({ description: 'Requests that wait for their answer now' }),
  accepted: count,
  rejected: countsByWord.meta({ description: 'By reason' }),
  rejectsWaiting: count.meta({ description: 'Rejects of guesses that are held back for a moment' }),
  stored: count.meta({ description: 'Accepts that wrote to the database first' }),
  notRegisteredYet: count.meta({ description: 'Accepts whose device could not be registered' }),
  passersBy: count.meta({
    description:
      'MAC logins of devices that nobody has registered; they are not among the refusals by reason',
  }),
  discards: countsByWord.meta({ description: 'Datagrams without an answer, by reason' }),
  discardsOverflowed: count,
  latency: z.object({ accept: histogram, reject: histogram, accounting: histogram }).prefault({}),
  attempts: z.object({ overflowed: count, waiting: count, written: count, failedWrites: count }).prefault({}),
  accounting: z
    .object({
      stored: count,
      failed: count,
      refused: count,
      waiting: count,
      batches: count,
      batchSizes: z.array(z.number()).default([]).meta({
        description: 'Commits by size: of 1 event, of 2, of 3–4, of 5–8 … twice as many each',
      }),
    })
    .prefault({}),
  journal: journalShape.nullable().default(null),
  directoryAgeSeconds: count.meta({ description: 'How old what logins are judged by may be' }),
  snapshotAgeSeconds: z.number().nullable().default(null).meta({
    description: 'Of the directory on the disk, for a start without the database; `null`: there is none',
  }),
  pool: z.object({ total: count, idle: count, waiting: count }).prefault({}),
  process: z
    .object({ rssBytes: count, heapUsedBytes: count, arrayBuffersBytes: count, cpuSeconds: count })
    .prefault({}),
  eventLoopDelay: histogram,
});
export type RadiusStats = z.infer<typeof radiusStatsShape>;

/** What stands in `radius_nodes.stats`; a row that nobody has written to yet is all zeros. */
export function readRadiusStats(stored: unknown): RadiusStats {
  const read = radiusStatsShape.safeParse(stored);
  return read.success ? read.data : radiusStatsShape.parse({});
}
