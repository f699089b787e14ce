import type { ApiClient, List } from '../../acceptance/api-client.ts';

/** How long answers to one kind of question took, in milliseconds. */
export type Asked = {
  readonly what: string;
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly slowest: number;
};

const DEVICE_SORTS = ['addedAt', 'lastSeenAt', 'customerName', 'username', 'mac', 'type', 'label', 'addedBy'];
const CUSTOMER_SORTS = ['name', 'username', 'createdAt'];
/** What people type: rare and common, whole and half, in any format, and what nobody has. */
const DEVICE_SEARCHES = [
  'c4e9.841f',
  'C4:E9:84',
  '1f22',
  '0a4b9c',
  '48-8F-5A',
  'router 12345',
  'living',
  'Camera',
  'tv',
  'tp-link',
  'MikroTik',
  'Rahim Uddin 4',
  'rahim',
  'user.4999',
  '+880 171 234',
  'Müller',
  'zzzz',
  'xq',
  'a',
  'old phone',
  'printer',
  'wanjiku',
];
const CUSTOMER_SEARCHES = [
  'rahim',
  'Rahim Uddin 4',
  'user.4999',
  'user.',
  'wanjiku',
  '+880 171 234',
  'muller',
  'c4e984',
  '1f22ab',
  'zzzz',
  'xq',
  'b',
];
const FILTERS = [
  'type=Camera',
  'type=No such type',
  'addedBy=Billing',
  'source=learned',
  'private=true',
  'lastSeen=7d',
  'lastSeen=over-30d',
  'lastSeen=never',
  'zoneId=1',
];
const ROUNDS = 3;
const PAGES = 4;

/** Asks for first pages with their counts, by every sort, of every search and filter, and for pages behind. */
export async function askLists(api: ApiClient, say: (line: string) => void): Promise<Asked[]> {
  const both = (sorts: readonly string[]) => sorts.flatMap((sort) => [sort, `-${sort}`]);
  const searched = (list: string, searches: readonly string[], sorts: readonly string[]) =>
    searches.flatMap((search) =>
      sorts.map((sort) => `${list}?count=true&sort=${sort}&search=${encodeURIComponent(search)}`),
    );
  const questions: Readonly<Record<string, readonly string[]>> = {
    'devices: first page, every sort': both(DEVICE_SORTS).map((sort) => `/devices?count=true&sort=${sort}`),
    'devices: a search, every sort': searched('/devices', DEVICE_SEARCHES, both(DEVICE_SORTS)),
    'devices: a filter, every sort': FILTERS.flatMap((filter) =>
      both(DEVICE_SORTS).map((sort) => `/devices?count=true&sort=${sort}&${filter}`),
    ),
    'customers: first page, every sort': both(CUSTOMER_SORTS).map(
      (sort) => `/customers?count=true&sort=${sort}`,
    ),
    'customers: a search, every sort': searched('/customers', CUSTOMER_SEARCHES, both(CUSTOMER_SORTS)),
  };
  const asked: Asked[] = [];
  for (const [what, paths] of Object.entries(questions)) {
    const taken: { path: string; ms: number }[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      for (const path of paths) {
        const ms = await timed(() => api.get(path));
        // The first time nothing of it is in memory yet: a round for warming up.
        if (round > 0) taken.push({ path, ms });
      }
    }
    asked.push(sumUp(what, taken, say));
  }
  const behind: { path: string; ms: number }[] = [];
  for (const sort of both(DEVICE_SORTS)) {
    let cursor = '';
    for (let page = 0; page < PAGES; page++) {
      const path = `/devices?limit=500&sort=${sort}${cursor}`;
      const begun = performance.now();
      const { nextCursor } = await api.get<List<unknown>>(path);
      behind.push({ path, ms: performance.now() - begun });
      cursor = `&cursor=${nextCursor ?? ''}`;
    }
  }
  asked.push(sumUp('devices: four pages of 500, one after the other, every sort', behind, say));
  return asked;
}

async function timed(ask: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await ask();
  return performance.now() - begun;
}

function sumUp(
  what: string,
  taken: readonly { path: string; ms: number }[],
  say: (line: string) => void,
): Asked {
  const sorted = taken.toSorted((a, b) => a.ms - b.ms);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.ms ?? 0;
  const slowest = sorted.at(-1);
  say(`${what}: p95 ${at(0.95).toFixed(0)} ms, slowest ${slowest?.ms.toFixed(0)} ms (${slowest?.path})`);
  return { what, count: taken.length, p50: at(0.5), p95: at(0.95), slowest: slowest?.ms ?? 0 };
}
