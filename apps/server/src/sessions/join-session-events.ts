import type { MacAddress } from '@gatehouse/domain/mac-address';
import { type SessionEvent, sessionIdentity } from './accounting-event.ts';
import { sessionLine } from './session-line.ts';

/** An event belongs to a row whose last event began at most this long before or after it. */
export const JOIN_SECONDS_MAX = 60;

/** Causes that we wrote ourselves: the NAS has not said that the session ended. */
export const OUR_TERMINATE_CAUSES = [
  'Stale',
  'Accounting-On',
  'Accounting-Off',
  'Session-Context-Not-Found',
] as const;
const OURS: ReadonlySet<string | null> = new Set(OUR_TERMINATE_CAUSES);

/** The part of a session's row that events change, as read from the database or not yet in it. */
export type SessionInHand = {
  /** `null`: to be inserted, with what `first` says of it. */
  id: number | null;
  readonly identityHash: number;
  first: SessionEvent | null;
  /** In the database it stands among those that may be open. */
  isListed: boolean;
  /** Octets that its subscription's usage has counted already. */
  countedBytes: number;
  /** The same of its seconds. */
  countedSeconds: number;
  readonly mac: MacAddress | null;
  /** Where there is no MAC. */
  readonly line: number | null;
  customerId: number | null;
  subscriptionId: number | null;
  framedIpAddress: string | null;
  lastEventStartAt: number;
  lastHeardAt: number;
  endedAt: number | null;
  terminateCause: string | null;
  sessionSeconds: number;
  inputBytes: number;
  outputBytes: number;
  inputPackets: number;
  outputPackets: number;
};

export type IdentifiedEvent = { readonly identityHash: number; readonly event: SessionEvent };

export function identify(event: SessionEvent): IdentifiedEvent {
  return { identityHash: sessionIdentity(event), event };
}

/**
 * Lets each event in turn join the latest row of its identity that it fits, or open a new one.
 *
 * @param stored rows of those identities, oldest first; they are changed in place
 * @returns the rows that changed, each once, in the order of their first change
 */
export function joinSessionEvents(
  stored: readonly SessionInHand[],
  events: readonly IdentifiedEvent[],
): SessionInHand[] {
  const byIdentity = Map.groupBy(stored, (row) => row.identityHash);
  const changed = new Set<SessionInHand>();
  for (const { identityHash, event } of events) {
    const rows = byIdentity.get(identityHash) ?? [];
    const row = rows.findLast((candidate) => fits(candidate, event));
    if (row !== undefined) {
      tellRow(row, event);
      changed.add(row);
      continue;
    }
    const opened = openRow(identityHash, event);
    rows.push(opened);
    byIdentity.set(identityHash, rows);
    changed.add(opened);
  }
  return [...changed];
}

/**
 * Compared with the row's last event, not its first: clocks of routers drift by minutes over weeks. In whole
 * seconds, as a NAS counts them; the milliseconds between two arrivals decide nothing.
 */
export function fits(row: SessionInHand, event: SessionEvent): boolean {
  if (!event.startIsKnown) return mayBeOf(row, event);
  return Math.round(Math.abs(event.startedAt - row.lastEventStartAt) / 1000) <= JOIN_SECONDS_MAX;
}

/**
 * Without a start to go by, an event is of the latest session of its identity: of one that is open, or of one that had
 * not ended when it happened, or that has ended and counted no more than this: its Stop told again.
 */
function mayBeOf(row: SessionInHand, event: SessionEvent): boolean {
  if (row.endedAt === null) return true;
  // What overtakes the Stop on its way, or is told again without a delay. Our own ends say when, not how the session went on.
  const lateMs = isEndedByNas(row) ? JOIN_SECONDS_MAX * 1000 : 0;
  return event.happenedAt <= row.endedAt + lateMs || !countsFewer(row, event);
}

/** Events come in any order and repetition; telling a row the same thing twice changes nothing. */
export function tellRow(row: SessionInHand, event: SessionEvent): void {
  if (row.customerId === null) {
    // Asked for no sooner: to find the owner costs more than the rest.
    const { owner } = event;
    row.customerId = owner?.customerId ?? null;
    row.subscriptionId = owner?.subscriptionId ?? null;
  }
  // Before the row takes over what they compare themselves with.
  if (event.kind === 'stop') endRow(row, event);
  else reopenIfAlive(row, event);
  row.framedIpAddress = event.framedIpAddress ?? row.framedIpAddress;
  if (event.startIsKnown) row.lastEventStartAt = event.startedAt;
  row.lastHeardAt = Math.max(row.lastHeardAt, event.heardAt);
  row.sessionSeconds = Math.max(row.sessionSeconds, event.sessionSeconds);
  row.inputBytes = Math.max(row.inputBytes, event.inputBytes);
  row.outputBytes = Math.max(row.outputBytes, event.outputBytes);
  row.inputPackets = Math.max(row.inputPackets, event.inputPackets);
  row.outputPackets = Math.max(row.outputPackets, event.outputPackets);
}

/**
 * The NAS's first Stop stands (RFC 2866 §5.1: it marks the end), over an end that we only concluded it wins. One that
 * the session has outlived since says nothing: an old Stop that is told again.
 */
function endRow(row: SessionInHand, event: SessionEvent): void {
  const isOutlived = countsFewer(row, event) && event.happenedAt < row.lastHeardAt;
  if (row.endedAt === null ? isOutlived : isEndedByNas(row) && !outlives(row, event)) return;
  row.endedAt = event.happenedAt;
  row.terminateCause = event.terminateCause;
}

/**
 * An end that we concluded from silence or from Accounting-On was wrong if the session spoke after it. The NAS's own
 * Stop was, if a later packet counts more seconds than it: hostapd says Stop under an id that it goes on using. Anything
 * else behind a Stop is a straggler or told twice, and the row stays ended.
 */
function reopenIfAlive(row: SessionInHand, event: SessionEvent): void {
  if (row.endedAt === null) return;
  if (isEndedByNas(row) ? !outlives(row, event) : event.happenedAt <= row.endedAt) return;
  row.endedAt = null;
  row.terminateCause = null;
}

function isEndedByNas(row: SessionInHand): boolean {
  return row.endedAt !== null && !OURS.has(row.terminateCause);
}

/** The session went on: at a later time the event counts more than the row, its Stop included. */
function outlives(row: SessionInHand, event: SessionEvent): boolean {
  return countsMore(row, event) && event.happenedAt > (row.endedAt ?? 0);
}

/** More seconds; where they are not told, more octets. */
function countsMore(row: SessionInHand, event: SessionEvent): boolean {
  if (event.startIsKnown) return event.sessionSeconds > row.sessionSeconds;
  return event.inputBytes + event.outputBytes > row.inputBytes + row.outputBytes;
}

function countsFewer(row: SessionInHand, event: SessionEvent): boolean {
  if (event.startIsKnown) return event.sessionSeconds < row.sessionSeconds;
  return event.inputBytes < row.inputBytes || event.outputBytes < row.outputBytes;
}

export function openRow(identityHash: number, event: SessionEvent): SessionInHand {
  const owner = event.owner ?? event.holder;
  return {
    id: null,
    identityHash,
    first: event,
    isListed: false,
    countedBytes: 0,
    countedSeconds: 0,
    mac: event.mac,
    line: event.mac === null ? sessionLine(event) : null,
    customerId: owner?.customerId ?? null,
    subscriptionId: owner?.subscriptionId ?? null,
    framedIpAddress: event.framedIpAddress,
    lastEventStartAt: event.startedAt,
    lastHeardAt: event.heardAt,
    endedAt: event.kind === 'stop' ? event.happenedAt : null,
    terminateCause: event.kind === 'stop' ? event.terminateCause : null,
    sessionSeconds: event.sessionSeconds,
    inputBytes: event.inputBytes,
    outputBytes: event.outputBytes,
    inputPackets: event.inputPackets,
    outputPackets: event.outputPackets,
  };
}
