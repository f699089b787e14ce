import {
  formatCount,
  formatDuration,
  formatVolume,
} from '@gatehouse/domain/service-packages/describe-amounts';
import type { RadiusNode } from '../../api/types.ts';
import { NodeState } from '../../frame/NodeState.tsx';
import { type Fact, FactList } from '../../parts/FactList.tsx';
import { useNow } from '../../parts/NowProvider.tsx';
import { saySeconds } from './say-amounts.ts';
import classes from './System.module.css';

/** One RADIUS process, by its own word. */
export function NodeFacts({ node }: { readonly node: RadiusNode }) {
  const now = useNow();
  return (
    <section className={classes['node']} aria-label={`RADIUS process ${node.name}`}>
      <header>
        <h3>{node.name}</h3>
        <NodeState node={node} />
      </header>
      <FactList facts={nodeFacts(node, now)} />
    </section>
  );
}

function nodeFacts(node: RadiusNode, now: number): readonly Fact[] {
  const { stats, startedAt, state, heartbeatAgeSeconds } = node;
  const version: Fact = ['Version', stats.version || null];
  if (state === 'silent') return [['Last heard', `${saySeconds(heartbeatAgeSeconds)} ago`], version];
  return [
    ['Running for', formatDuration((now - Date.parse(startedAt)) / 1000)],
    version,
    ['Logins at', <Addresses key="auth" node={node} service="authentication" />],
    ['Accounting at', <Addresses key="acct" node={node} service="accounting" />],
    ['Knows', `${formatCount(stats.customers, 'customer')}, ${formatCount(stats.devices, 'device')}`],
    ['That is as of', `${saySeconds(node.directoryAgeSeconds)} ago`],
    [
      'Copy on its disk',
      stats.snapshotAgeSeconds === null ? 'None yet' : `${saySeconds(stats.snapshotAgeSeconds)} old`,
    ],
    ...journalFact(node),
    ['Memory', formatVolume(stats.process.rssBytes)],
    ['Waiting', waiting(node)],
  ];
}

function journalFact({ stats: { journal } }: RadiusNode): readonly Fact[] {
  if (journal === null) return [];
  const waits =
    journal.depth === 0
      ? 'Empty'
      : `${formatCount(journal.depth, 'event')}, ${formatVolume(journal.bytes)}, the oldest ${saySeconds(journal.oldestSeconds ?? 0)} old`;
  const state = JOURNAL_WORDS[journal.state];
  const damaged =
    journal.damagedFiles === 0 ? null : `${formatCount(journal.damagedFiles, 'damaged file')} kept`;
  return [['Accounting journal', [state, waits, damaged].filter(Boolean).join('. ')]];
}

const JOURNAL_WORDS: Readonly<Record<string, string | undefined>> = {
  full: 'Full',
  failing: 'The disk does not take it',
};

function waiting({ stats }: RadiusNode): string {
  const parts = [
    [stats.inProgress, 'request'],
    [stats.attempts.waiting, 'line of the log', 'lines of the log'],
    [stats.accounting.waiting, 'accounting event'],
  ] as const;
  const some = parts.filter(([count]) => count > 0);
  return some.length === 0
    ? 'Nothing'
    : some.map(([count, one, many]) => formatCount(count, one, many)).join(', ');
}

const SHOWN_MAX = 4;

/** A wildcard is a socket for each of the machine's addresses; the first few tell enough. */
function Addresses({ node, service }: { readonly node: RadiusNode; readonly service: string }) {
  const own = node.stats.listening.filter((socket) => socket.service === service);
  if (own.length === 0) return <span className={classes['missing']}>No address</span>;
  const shown = own
    .slice(0, SHOWN_MAX)
    .map(({ address, port }) => (
      <code key={address}>{address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`}</code>
    ));
  return (
    <span className={classes['addresses']}>
      {shown}
      {own.length > SHOWN_MAX && <span>and {own.length - SHOWN_MAX} more</span>}
    </span>
  );
}
