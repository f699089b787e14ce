/** `7.19.2` as numbers; what follows (`rc1`, `(stable)`) is not compared. */
export type RouterOsVersion = readonly [major: number, minor: number, patch: number];

type Hole = {
  readonly name: string;
  /** The first version without it of each branch that was mended, the newest last: later branches never had it. */
  readonly fixedIn: readonly [string, ...string[]];
  readonly what: string;
};

/** Holes that matter to logins, and those by which routers are being taken over. */
const HOLES: readonly Hole[] = [
  {
    name: 'CVE-2024-3596',
    fixedIn: ['7.15'],
    what: 'it takes answers without Message-Authenticator, so an Accept can be forged on its way',
  },
  {
    name: 'CVE-2025-6563',
    fixedIn: ['7.19.2'],
    what: 'its hotspot’s login page runs script that stands in a link',
  },
  {
    name: 'CVE-2026-67279 and CVE-2026-86060',
    fixedIn: ['6.49.21', '7.23.4', '7.24.2'],
    what: 'whoever reaches its SSH takes it over without a password, which is being done since September 2026',
  },
];

/** From this version on there is none of the known holes. */
export const ROUTER_OS_WITHOUT_HOLES = '7.24.2';

/** Reads `7.19.2`, `7.20rc3`, `6.49.17 (long-term)`; `null` where it is none. */
export function readRouterOsVersion(text: string): RouterOsVersion | null {
  const found = /^\s*(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?(?![\d.])/.exec(text);
  return found === null ? null : [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)];
}

/** The holes of a version, in words; none where it has none that we know. */
export function knownHoles(version: RouterOsVersion): readonly string[] {
  return HOLES.filter(({ fixedIn }) => !isMended(version, fixedIn)).map(
    ({ name, what }) => `${name}: ${what}`,
  );
}

function isMended(version: RouterOsVersion, fixedIn: Hole['fixedIn']): boolean {
  if (!isOlder(version, fixedIn.at(-1) ?? '')) return true;
  return fixedIn.some((fixed) => {
    const [major, minor] = readRouterOsVersion(fixed) ?? [];
    return version[0] === major && version[1] === minor && !isOlder(version, fixed);
  });
}

function isOlder(version: RouterOsVersion, fixedIn: string): boolean {
  const fixed = readRouterOsVersion(fixedIn) ?? [0, 0, 0];
  const differing = version.findIndex((part, index) => part !== fixed[index]);
  return differing !== -1 && (version[differing] ?? 0) < (fixed[differing] ?? 0);
}
