import type pg from 'pg';
import { type AccountingEvent, isNasEvent, type NasEvent, type SessionEvent } from './accounting-event.ts';
import { identify, joinSessionEvents, type SessionInHand } from './join-session-events.ts';
import type { SessionTypes } from './session-records.ts';
import type { SessionChange, SubscriptionUsage } from './session-row.ts';
import {
  closeSessionsOfNas,
  findSessions,
  insertSessions,
  lockAccounting,
  noteSessionChanges,
  updateSessions,
} from './session-statements.ts';
import { growUsage } from './store-batch.ts';

/** What a batch changed, as it stands after the commit. */
export type StoredBatch = {
  readonly sessions: readonly SessionChange[];
  readonly usage: readonly SubscriptionUsage[];
};

/**
 * Stores a batch in one transaction; when this resolves it is durable. Storing the same events again
 * changes nothing. Rejects, with nothing stored, when the database does not take it.
 *
 * @param client a pipelining connection that nobody else uses meanwhile: what needs no answer is not waited for
 */
export async function storeAccounting(
  client: pg.Client,
  writer: { readonly nodeId: string; readonly id: number; readonly types: SessionTypes },
  events: readonly AccountingEvent[],
): Promise<StoredBatch> {
  try {
    let sent: Promise<unknown>[] = [client.query('begin'), lockAccounting(client)];
    const sessions = new Map<number, SessionChange>();
    const usage = new Map<number, SubscriptionUsage>();
    for (const part of inParts(events)) {
      const [stored] = await Promise.all([storePart(client, writer.types, part), ...sent]);
      sent = [];
      for (const change of stored.sessions) sessions.set(change.id, change);
      for (const used of stored.usage) usage.set(used.subscriptionId, used);
    }
    const noted = noteSessionChanges(client, writer, [...sessions.keys()]);
    const [committed] = await Promise.all([client.query('commit'), noted, ...sent]);
    if (committed.command !== 'COMMIT') throw new Error('The batch of accounting was rolled back.');
    return { sessions: [...sessions.values()], usage: [...usage.values()] };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

type Part = NasEvent | SessionEvent[];

/** Runs of session events, and between them, in their place, what a NAS says of all its sessions. */
function inParts(events: readonly AccountingEvent[]): Part[] {
  const parts: Part[] = [];
  for (const event of events) {
    const last = parts.at(-1);
    if (isNasEvent(event)) parts.push(event);
    else if (Array.isArray(last)) last.push(event);
    else parts.push([event]);
  }
  return parts;
}

async function storePart(client: pg.Client, types: SessionTypes, part: Part): Promise<StoredBatch> {
  if (!Array.isArray(part)) return { sessions: await closeSessionsOfNas(client, part), usage: [] };
  const identified = part.map(identify);
  const stored = await findSessions(client, identified);
  const changed = joinSessionEvents(stored, identified);
  const opened = changed.filter((row) => row.id === null);
  const known = changed.filter((row) => row.id !== null);
  const [openedIds, , usage] = await Promise.all([
    insertSessions(client, types, opened),
    updateSessions(client, types, known),
    growUsage(client, { opened, known }),
  ]);
  return {
    sessions: [
      ...opened.map((row, i) => rowToChange({ ...row, id: openedIds[i] ?? null })),
      ...known.map(rowToChange),
    ],
    usage,
  };
}

export function rowToChange(row: SessionInHand): SessionChange {
  if (row.id === null) throw new Error('A session was stored without an id.');
  return {
    id: row.id,
    customerId: row.customerId,
    subscriptionId: row.subscriptionId,
    mac: row.mac,
    line: row.line,
    lastHeardAt: row.lastHeardAt,
    open: row.endedAt === null,
    usedBytes: row.inputBytes + row.outputBytes,
  };
}
