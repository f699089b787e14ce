import type { RadiusNode } from './system.schemas.ts';

/** Whether a request would be answered properly now, and in words what stands against it. */
export type Readiness = { readonly ready: boolean; readonly reasons: readonly string[] };

export const DATABASE_AWAY: Readiness = {
  ready: false,
  reasons: [
    'The database cannot be reached: nothing can be changed or looked up. Which RADIUS processes answer cannot be told from here: ' +
      'one that had read everything goes on from memory; one that was started since answers from its snapshot, or not at all if it has none that it may use. Its log says which.',
  ],
};

/** One process that can do everything is enough; what is wrong with the others is said all the same. */
export function judgeReadiness(nodes: readonly RadiusNode[]): Readiness {
  if (nodes.length === 0) {
    return { ready: false, reasons: ['No RADIUS process is running: requests get no answer.'] };
  }
  const faults = nodes.map(faultsOf);
  return {
    ready: faults.some((own) => own.length === 0),
    reasons: [...faults.flat(), ...nodes.flatMap(remarksOn)],
  };
}

/** What somebody should know, and what stands against nothing. */
function remarksOn({ name, state, stats: { journal } }: RadiusNode): string[] {
  if (state === 'silent' || journal === null || journal.damagedFiles === 0) return [];
  return [
    `${name} keeps ${journal.damagedFiles} damaged ${journal.damagedFiles === 1 ? 'file' : 'files'} of its accounting journal (*.damaged): look at its disk, then delete ${journal.damagedFiles === 1 ? 'it' : 'them'}.`,
  ];
}

function faultsOf(node: RadiusNode): string[] {
  const { name, state, heartbeatAgeSeconds, feedLagSeconds, stats } = node;
  if (state === 'silent') return [`${name} has given no sign of life for ${inSeconds(heartbeatAgeSeconds)}.`];
  const faults: string[] = [];
  for (const [service, what] of [
    ['authentication', 'logins'],
    ['accounting', 'accounting'],
  ] as const) {
    if (stats.listening.some((socket) => socket.service === service)) continue;
    faults.push(`${name} listens on no address for ${what}.`);
  }
  if (state === 'stale') {
    faults.push(`${name} is behind: a change of ${inSeconds(feedLagSeconds)} ago is not in force there yet.`);
  }
  const journal = JOURNAL_FAULTS[stats.journal?.state ?? ''];
  if (journal !== undefined) faults.push(`${name} ${journal}`);
  return faults;
}

/** Without the journal, accounting depends on every single commit. */
const JOURNAL_FAULTS: Readonly<Record<string, string | undefined>> = {
  full: 'has no room left in its accounting journal.',
  failing: 'cannot write its accounting journal to the disk.',
};

function inSeconds(seconds: number): string {
  return `${Math.round(seconds)} s`;
}

/** For a person at a terminal as for a probe: the verdict on the first line, the reasons below. */
export function readinessText({ ready, reasons }: Readiness): string {
  return [ready ? 'ready' : 'not ready', ...reasons, ''].join('\n');
}
