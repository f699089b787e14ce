import { writeFile } from 'node:fs/promises';
import registry from 'oui-data' with { type: 'json' };
import { tidyVendorName } from './tidy-vendor-name.ts';

/**
 * Writes the table of MAC vendors from the IEEE's registry (oui-data):
 * one line per vendor, `name<TAB>prefix prefix …`, prefixes of 6, 7 or 9 hex digits.
 * Run it when oui-data is updated: `node tools/build-vendor-table.ts`.
 */
const TARGET = new URL('../apps/server/src/devices/vendors/generated/vendors.txt', import.meta.url);

/** Owner of the blocks that are divided among many: it makes no devices. */
const DIVIDED = /^IEEE Registration Authority|^Private$/i;

const prefixesByName = new Map<string, string[]>();
for (const [prefix, entry] of Object.entries(registry as Record<string, string>)) {
  const name = tidyVendorName(entry.split('\n')[0] ?? '');
  if (name === '' || DIVIDED.test(name)) continue;
  const prefixes = prefixesByName.get(name) ?? [];
  prefixes.push(prefix.toLowerCase());
  prefixesByName.set(name, prefixes);
}

const lines = [...prefixesByName]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, prefixes]) => `${name}\t${prefixes.sort().join(' ')}\n`);
await writeFile(TARGET, lines.join(''));
process.stderr.write(`${lines.length} vendors\n`);
