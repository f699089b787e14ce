import { said } from '@gatehouse/domain/said/said';
import type { EntryFault, ReadEntry } from './read-entry.ts';

export type Repeats = {
  /** By line: what is wrong with it, or that it is there already. */
  readonly faults: ReadonlyMap<number, EntryFault>;
  /** By line: entries that have taken over the devices of others. */
  readonly merged: ReadonlyMap<number, ReadEntry>;
};

/**
 * What a file says twice. The same row again is a duplicate; rows of one customer that differ in nothing but their
 * devices are one; and of rows that contradict each other none is right, for nobody knows which.
 */
export function findRepeats(entries: readonly ReadEntry[]): Repeats {
  const faults = new Map<number, EntryFault>();
  const merged = new Map<number, ReadEntry>();
  const alone = withoutDuplicates(entries, faults);
  for (const group of groupBy(alone.filter(isCustomer), ({ entry }) => entry.key))
    joinGroup(group, faults, merged);
  const left = alone.filter(({ line }) => !faults.has(line)).map((row) => merged.get(row.line) ?? row);
  findSharedMacs(left, faults);
  return { faults, merged };
}

function isCustomer({ entry }: ReadEntry): boolean {
  return entry.customer !== null;
}

function withoutDuplicates(entries: readonly ReadEntry[], faults: Map<number, EntryFault>): ReadEntry[] {
  const lineOf = new Map<string, number>();
  return entries.filter(({ line, entry, password }) => {
    const { username: _, ...rest } = entry;
    const words = JSON.stringify([rest, password]);
    const earlier = lineOf.get(words);
    if (earlier === undefined) {
      lineOf.set(words, line);
      return true;
    }
    faults.set(line, { verdict: 'duplicate', sentence: said('rowTwice', { line: earlier }) });
    return false;
  });
}

function joinGroup(
  group: readonly ReadEntry[],
  faults: Map<number, EntryFault>,
  merged: Map<number, ReadEntry>,
): void {
  const [first, ...others] = group;
  if (first === undefined || others.length === 0) return;
  const words = ({ entry, password }: ReadEntry) => JSON.stringify([entry.customer, password]);
  if (others.some((other) => words(other) !== words(first))) {
    for (const { line, entry } of group) {
      const other = group.find((one) => one.line !== line)?.line ?? line;
      const sentence = said('rowOtherSaysElse', { line: other, username: entry.username });
      faults.set(line, { verdict: 'conflict', sentence });
    }
    return;
  }
  const devices = new Map(group.flatMap(({ entry }) => entry.devices.map((device) => [device.mac, device])));
  merged.set(first.line, { ...first, entry: { ...first.entry, devices: [...devices.values()] } });
  for (const { line } of others) {
    faults.set(line, { verdict: 'duplicate', sentence: said('rowGoesWith', { line: first.line }) });
  }
}

function findSharedMacs(entries: readonly ReadEntry[], faults: Map<number, EntryFault>): void {
  const rowsOf = new Map<string, ReadEntry[]>();
  for (const row of entries) {
    for (const { mac } of row.entry.devices) {
      const rows = rowsOf.get(mac);
      if (rows === undefined) rowsOf.set(mac, [row]);
      else rows.push(row);
    }
  }
  for (const [mac, rows] of rowsOf) {
    if (rows.length < 2) continue;
    for (const { line, entry } of rows) {
      const other = rows.find((row) => row.line !== line);
      if (other === undefined) continue;
      const where = { mac: { mac }, line: other.line };
      const { username } = other.entry;
      const sentence =
        other.entry.key === entry.key
          ? said('rowOtherDescribes', where)
          : said('rowOtherGives', { ...where, username });
      faults.set(line, { verdict: 'conflict', sentence });
    }
  }
}

function groupBy<T>(things: readonly T[], keyOf: (thing: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(keyOf(thing));
    if (group === undefined) groups.set(keyOf(thing), [thing]);
    else group.push(thing);
  }
  return [...groups.values()];
}
