import { type Said, said } from '@gatehouse/domain/said/said';

/** `7.19.2` as numbers; what follows (`rc1`, `(stable)`) is not compared. */
export type RouterOsVersion = readonly [major: number, minor: number, patch: number];

type Hole = {
  /** The first version without it of each branch that was mended, the newest last: later branches never had it. */
  readonly fixedIn: readonly [string, ...string[]];
  readonly what: Said;
};

/** Holes that matter to logins, and those by which routers are being taken over. */
const HOLES: readonly Hole[] = [
  {
    fixedIn: ['7.15'],
    what: said('holeForgedAccept', { cve: 'CVE-2024-3596' }),
  },
  {
    fixedIn: ['7.19.2'],
    what: said('holeScript', { cve: 'CVE-2025-6563' }),
  },
  {
    fixedIn: ['6.49.21', '7.23.4', '7.24.2'],
    what: said('holeTakenOver', { cve: 'CVE-2026-67279', other: 'CVE-2026-86060' }),
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
export function knownHoles(version: RouterOsVersion): readonly Said[] {
  return HOLES.filter(({ fixedIn }) => !isMended(version, fixedIn)).map(({ what }) => what);
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
