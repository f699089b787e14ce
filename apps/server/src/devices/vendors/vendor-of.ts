import { readFileSync } from 'node:fs';
import {
  formatMacAddress,
  isPrivateMac,
  type MacAddress,
  macFromNumber,
} from '@gatehouse/domain/mac-address';

/** Blocks of the IEEE registry: MA-L, MA-M and MA-S have 24, 28 and 36 bits of prefix. */
const BLOCKS = [
  { digits: 9, below: 2 ** 12 },
  { digits: 7, below: 2 ** 20 },
  { digits: 6, below: 2 ** 24 },
] as const;

type VendorTable = {
  readonly names: readonly string[];
  /** Prefix as a number → index of the name, in the order of {@link BLOCKS}. */
  readonly owners: readonly ReadonlyMap<number, number>[];
};

const TABLE = readTable();

/** Who made the device, by the longest registered prefix; `null` for nobody known and for a private address. */
export function vendorOf(mac: MacAddress): string | null {
  if (isPrivateMac(mac)) return null;
  for (const [i, { below }] of BLOCKS.entries()) {
    const owner = TABLE.owners[i]?.get(Math.floor(mac / below));
    if (owner !== undefined) return TABLE.names[owner] ?? null;
  }
  return null;
}

/** The first address of every block of the vendors whose name contains `text`, by the size of the block. */
export type VendorBlocks = { large: string[]; medium: string[]; small: string[] };

const NAMES_IN_LOWER_CASE = TABLE.names.map((name) => name.toLowerCase());

export function findVendorBlocks(text: string): VendorBlocks {
  const wanted = new Set<number>();
  const word = text.trim().toLowerCase();
  if (word.length >= 2) {
    for (const [i, name] of NAMES_IN_LOWER_CASE.entries()) if (name.includes(word)) wanted.add(i);
  }
  const [small = [], medium = [], large = []] = BLOCKS.map(({ below }, i) => {
    const blocks: string[] = [];
    if (wanted.size === 0) return blocks;
    for (const [prefix, owner] of TABLE.owners[i] ?? []) {
      const mac = wanted.has(owner) ? macFromNumber(prefix * below) : null;
      if (mac !== null) blocks.push(formatMacAddress(mac));
    }
    return blocks;
  });
  return { large, medium, small };
}

/** Lines of `name<TAB>prefix prefix …`, written by tools/build-vendor-table.ts. */
function readTable(): VendorTable {
  const names: string[] = [];
  const owners = BLOCKS.map(() => new Map<number, number>());
  const text = readFileSync(new URL('./generated/vendors.txt', import.meta.url), 'utf8');
  for (const line of text.split('\n')) {
    const [name, prefixes] = line.split('\t');
    if (!name || !prefixes) continue;
    const index = names.push(name) - 1;
    for (const prefix of prefixes.split(' ')) {
      const block = BLOCKS.findIndex(({ digits }) => digits === prefix.length);
      owners[block]?.set(Number.parseInt(prefix, 16), index);
    }
  }
  return { names, owners };
}
