import { setImmediate as turn } from 'node:timers/promises';
import type { SecretBox } from '../../secrets.ts';
import type { AccessDirectory } from '../access-directory/access-directory.ts';
import type { NasRecord } from '../access-directory/directory-records.ts';
import { openSealedFile, type SealedFile, UnusableFile } from './sealed-file.ts';
import { readLine, type SnapshotLine } from './snapshot-lines.ts';

export type SnapshotSource = {
  readonly path: string;
  readonly key: Uint8Array;
  readonly secretBox: SecretBox;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** An older one is refused. */
  readonly ageMsMax: number;
};

export type SnapshotOpened =
  /** A sentence: why logins cannot be answered from it. */
  | { readonly refused: string }
  | {
      readonly madeAt: number;
      /** Once, and `close` in any case. */
      fill(directory: AccessDirectory): Promise<readonly NasRecord[]>;
      close(): Promise<void>;
    };

/** The clocks of two machines, or of one before and after a correction, need not agree to the second. */
const FUTURE_MS_MAX = 5 * 60_000;
const HOUR_MS = 3600_000;

/**
 * Looks through the whole snapshot before anything of it is used: a directory is filled from it entirely or not at
 * all.
 */
export async function openSnapshot(source: SnapshotSource): Promise<SnapshotOpened> {
  const refuse = (why: string) => ({ refused: `The snapshot ${source.path} is not used: ${why}.` });
  if (source.ageMsMax === 0)
    return { refused: 'Serving from a snapshot is switched off (--offline-hours 0).' };
  let file: SealedFile | null = null;
  try {
    file = await openSealedFile(source.path, source.key);
    if (file === null) return { refused: `There is no snapshot at ${source.path}.` };
    const refusal = refuseAge(source.now - file.madeAt, source.ageMsMax);
    if (refusal === null) for await (const _ of file.chunks());
    else await file.close();
    if (refusal !== null) return refuse(refusal);
  } catch (error) {
    await file?.close();
    if (error instanceof UnusableFile) return refuse(error.message);
    throw error;
  }
  const opened = file;
  return {
    madeAt: opened.madeAt,
    fill: (directory) => fillDirectory(opened, source.secretBox, directory),
    close: () => opened.close(),
  };
}

function refuseAge(ageMs: number, ageMsMax: number): string | null {
  if (ageMs < -FUTURE_MS_MAX) return 'it is from the future, so the clock of this machine is wrong';
  if (ageMs <= ageMsMax) return null;
  return `it is ${Math.floor(ageMs / HOUR_MS)} hours old, and over ${ageMsMax / HOUR_MS} hours too much may have changed`;
}

async function fillDirectory(
  file: SealedFile,
  secretBox: SecretBox,
  directory: AccessDirectory,
): Promise<NasRecord[]> {
  const routers: NasRecord[] = [];
  for await (const chunk of file.chunks()) {
    for (const text of chunk.split('\n')) {
      if (text !== '') putLine(readLine(text, secretBox), directory, routers);
    }
    await turn();
  }
  return routers;
}

function putLine(line: SnapshotLine, directory: AccessDirectory, routers: NasRecord[]): void {
  switch (line[0]) {
    case 'packages':
      return directory.putServicePackages(line[1]);
    case 'zones':
      return directory.putZones(line[1]);
    case 'blocked-macs':
      return directory.putBlockedMacs(line[1]);
    case 'customer':
      return directory.putCustomer(line[1]);
    case 'sessions':
      return directory.sessions.apply(line[1], []);
    case 'usage':
      return directory.sessions.apply([], line[1]);
    case 'nas':
      routers.push(...line[1]);
  }
}
