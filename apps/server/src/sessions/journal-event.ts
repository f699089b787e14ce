import { macFromNumber } from '@gatehouse/domain/mac-address';
import { z } from 'zod';
import { type AccountingEvent, isNasEvent } from './accounting-event.ts';

/** Raised when a field changes its meaning; a record of another version is not understood. */
const VERSION = 1;

const id = z.int().positive();
const time = z.number();
const counter = z.number().min(0);
const text = z.string().nullable();
const owner = z.object({ customerId: id, subscriptionId: id.nullable() }).nullable();
const nas = {
  version: z.literal(VERSION),
  nasId: z.int(),
  sourceAddress: z.string(),
  nasIdentifier: z.string(),
  heardAt: time,
  happenedAt: time,
};
const recordShape = z.discriminatedUnion('kind', [
  z.object({ ...nas, kind: z.enum(['accounting-on', 'accounting-off']) }),
  z.object({
    ...nas,
    kind: z.enum(['start', 'interim-update', 'stop']),
    acctSessionId: z.string(),
    username: z.string(),
    callingStationId: z.string(),
    mac: z.number().nullable(),
    owner,
    holder: owner,
    framedIpAddress: text,
    nasPortId: text,
    calledStationId: text,
    startedAt: time,
    // Of records from before there was this, all starts were taken to be known.
    startIsKnown: z.boolean().default(true),
    sessionSeconds: counter,
    inputBytes: counter,
    outputBytes: counter,
    inputPackets: counter,
    outputPackets: counter,
    terminateCause: text,
  }),
]);
type JournalledEvent = z.infer<typeof recordShape>;

/** An event as it stands in the journal: JSON, with all that storing it takes, so that it needs nobody's memory. */
export function encodeEvent(event: AccountingEvent): Buffer {
  return Buffer.from(JSON.stringify(toRecord(event)));
}

/** `null`: it is not an event as this version writes them. */
export function decodeEvent(content: Buffer): AccountingEvent | null {
  const read = recordShape.safeParse(parseJson(content));
  if (!read.success) return null;
  const { version: _, ...event } = read.data;
  if (!('mac' in event)) return event;
  return { ...event, mac: event.mac === null ? null : macFromNumber(event.mac) };
}

function toRecord(event: AccountingEvent): JournalledEvent {
  const { kind, nasId, sourceAddress, nasIdentifier, heardAt, happenedAt } = event;
  const common = { version: VERSION, nasId, sourceAddress, nasIdentifier, heardAt, happenedAt } as const;
  if (isNasEvent(event)) return { ...common, kind: event.kind };
  // Field by field: some are worked out when asked for.
  return {
    ...common,
    kind: kind as 'start' | 'interim-update' | 'stop',
    acctSessionId: event.acctSessionId,
    username: event.username,
    callingStationId: event.callingStationId,
    mac: event.mac,
    owner: event.owner,
    holder: event.holder,
    framedIpAddress: event.framedIpAddress,
    nasPortId: event.nasPortId,
    calledStationId: event.calledStationId,
    startedAt: event.startedAt,
    startIsKnown: event.startIsKnown,
    sessionSeconds: event.sessionSeconds,
    inputBytes: event.inputBytes,
    outputBytes: event.outputBytes,
    inputPackets: event.inputPackets,
    outputPackets: event.outputPackets,
    terminateCause: event.terminateCause,
  };
}

function parseJson(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    return null;
  }
}
