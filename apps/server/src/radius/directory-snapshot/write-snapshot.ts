import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { customerPages, openHere } from '../access-facts/read-customers.ts';
import { openSessionPages, usagePages } from '../access-facts/read-sessions.ts';
import {
  readBlockedMacs,
  readNas,
  readServicePackages,
  readZones,
} from '../access-facts/read-shared-facts.ts';
import { inSnapshot, type Read } from '../access-facts/read-snapshot.ts';
import { type SealedFileWriter, writeSealedFile } from './sealed-file.ts';
import { leaveSealed, type SnapshotLine, writeLine } from './snapshot-lines.ts';

export type SnapshotTask = {
  readonly path: string;
  readonly key: Uint8Array;
  /** The time the file says it is from: milliseconds since the epoch. */
  readonly madeAt: number;
  /** Of each page's time, how many times it rests after it. */
  readonly restFactor: number;
  readonly bytesMax: number;
};

export type SnapshotWritten = { readonly customers: number; readonly bytes: number };

/**
 * Copies everything a login needs from one state of the database to the disk, page by page: memory holds one page,
 * whatever the number of customers. On an error the older file stays.
 */
export async function writeSnapshot(pool: pg.Pool, task: SnapshotTask): Promise<SnapshotWritten> {
  const file = await writeSealedFile(task.path, task.key, task.madeAt);
  try {
    const customers = await inSnapshot({ pool }, (read) => copyAll(read, file, task));
    return { customers, bytes: await file.finish() };
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

async function copyAll(read: Read, file: SealedFileWriter, task: SnapshotTask): Promise<number> {
  let written = 0;
  const put = async (line: SnapshotLine): Promise<void> => {
    const text = writeLine(line);
    written += text.length;
    if (written > task.bytesMax)
      throw new Error(`A snapshot of the directory would be over ${task.bytesMax} octets.`);
    await file.write(text);
  };
  const rest = restBetween(task.restFactor);
  await put(['packages', await readServicePackages(read)]);
  await put(['zones', await readZones(read, leaveSealed)]);
  await put(['blocked-macs', await readBlockedMacs(read)]);
  await put(['nas', await readNas(read, leaveSealed)]);
  let customers = 0;
  for await (const page of customerPages(read, openHere(leaveSealed))) {
    for (const customer of page) await put(['customer', customer]);
    customers += page.length;
    await rest();
  }
  for await (const page of openSessionPages(read)) {
    await put(['sessions', page]);
    await rest();
  }
  for await (const page of usagePages(read)) {
    await put(['usage', page]);
    await rest();
  }
  return customers;
}

/** Work and rest take turns, so that the database and the disk stay with those who are waiting. */
function restBetween(factor: number): () => Promise<void> {
  let startedAt = performance.now();
  return async () => {
    await sleep((performance.now() - startedAt) * factor);
    startedAt = performance.now();
  };
}
