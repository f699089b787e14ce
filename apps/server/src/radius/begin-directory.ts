import type { Logger } from 'pino';
import type { SnapshotOpened } from './directory-snapshot/load-snapshot.ts';
import type { DirectoryKeeper } from './keep-directory.ts';

export type BeginParts = {
  readonly keeper: DirectoryKeeper;
  /** Resolves once everything was read from the database. */
  readonly loaded: Promise<void>;
  /** Resolves once the database could not be reached. */
  readonly away: Promise<void>;
  readonly openSnapshot: () => Promise<SnapshotOpened>;
  /** One sentence: why no login is answered, and what will end that. */
  readonly onWaiting: (sentence: string) => void;
  readonly now: () => number;
  readonly log: Logger;
};

/**
 * Fills the directory before the first login: from the database, or while that is away from the snapshot on the disk.
 * Where neither can be had it waits, for nobody may be let in, or kept out, by what is not known. Resolves to the
 * time of the snapshot that is served from; null: the database.
 */
export async function beginDirectory(parts: BeginParts): Promise<number | null> {
  const { keeper, loaded, away, log } = parts;
  const first = await Promise.race([loaded.then(() => 'loaded' as const), away.then(() => 'away' as const)]);
  if (first === 'loaded') return null;
  const snapshot = await parts.openSnapshot();
  if ('refused' in snapshot) {
    const sentence = `The database is away, and logins cannot be answered without it. ${snapshot.refused} Trying the database goes on.`;
    log.error(sentence);
    parts.onWaiting(sentence);
    await loaded;
    return null;
  }
  try {
    if (!(await keeper.begin(snapshot.fill))) return null;
  } finally {
    await snapshot.close();
  }
  const ageSeconds = Math.max(0, Math.round((parts.now() - snapshot.madeAt) / 1000));
  log.warn(
    { ageSeconds, madeAt: new Date(snapshot.madeAt).toISOString() },
    `the database is away: logins are answered from a snapshot that is ${describeAge(ageSeconds)} old; what was changed since is not known yet`,
  );
  return snapshot.madeAt;
}

export function describeAge(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} minutes`;
  return `${Math.round(seconds / 3600)} hours`;
}
