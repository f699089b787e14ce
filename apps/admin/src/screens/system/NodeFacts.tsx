import type { RadiusNode } from '../../api/types.ts';
import { NodeState } from '../../frame/NodeState.tsx';
import { language } from '../../languages/current.ts';
import { type Fact, FactList } from '../../parts/FactList.tsx';
import { formatVolume } from '../../parts/format/amounts.ts';
import { formatDuration } from '../../parts/format/duration.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import { saySeconds } from './say-amounts.ts';
import classes from './System.module.css';
import { say } from './texts.ts';

const inOneLine = new Intl.ListFormat(language, { type: 'unit', style: 'short' });

/** One RADIUS process, by its own word. */
export function NodeFacts({ node }: { readonly node: RadiusNode }) {
  const now = useNow();
  return (
    <section className={classes['node']} aria-label={say('processNamed', { name: node.name })}>
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
  const version: Fact = [say('version'), stats.version || null];
  if (state === 'silent')
    return [[say('lastHeard'), say('ago', { time: saySeconds(heartbeatAgeSeconds) })], version];
  return [
    [say('runningFor'), formatDuration((now - Date.parse(startedAt)) / 1000)],
    version,
    [say('loginsAt'), <Addresses key="auth" node={node} service="authentication" />],
    [say('accountingAt'), <Addresses key="acct" node={node} service="accounting" />],
    [
      say('knows'),
      inOneLine.format([
        say('customers', { count: stats.customers }),
        say('devices', { count: stats.devices }),
      ]),
    ],
    [say('asOf'), say('ago', { time: saySeconds(node.directoryAgeSeconds) })],
    [
      say('copyOnDisk'),
      stats.snapshotAgeSeconds === null
        ? say('noneYet')
        : say('old', { time: saySeconds(stats.snapshotAgeSeconds) }),
    ],
    ...journalFact(node),
    [say('memory'), formatVolume(stats.process.rssBytes)],
    [say('waiting'), waiting(node)],
  ];
}

function journalFact({ stats: { journal } }: RadiusNode): readonly Fact[] {
  if (journal === null) return [];
  const waits =
    journal.depth === 0
      ? say('empty')
      : say('journalWaits', {
          count: journal.depth,
          volume: formatVolume(journal.bytes),
          time: saySeconds(journal.oldestSeconds ?? 0),
        });
  const state = JOURNAL_WORDS[journal.state];
  const damaged = journal.damagedFiles === 0 ? null : say('damagedFiles', { count: journal.damagedFiles });
  const said = [state, waits, damaged].filter((each) => each !== undefined && each !== null);
  return [[say('journal'), said.reduce((first, next) => say('andThen', { first, next }))]];
}

const JOURNAL_WORDS: Readonly<Record<string, string | undefined>> = {
  full: say('journalFull'),
  failing: say('journalFailing'),
};

function waiting({ stats }: RadiusNode): string {
  const parts = [
    ['requests', stats.inProgress],
    ['logLines', stats.attempts.waiting],
    ['accountingEvents', stats.accounting.waiting],
  ] as const;
  const some = parts.filter(([, count]) => count > 0);
  return some.length === 0
    ? say('nothing')
    : inOneLine.format(some.map(([what, count]) => say(what, { count })));
}

const SHOWN_MAX = 4;

/** A wildcard is a socket for each of the machine's addresses; the first few tell enough. */
function Addresses({ node, service }: { readonly node: RadiusNode; readonly service: string }) {
  const own = node.stats.listening.filter((socket) => socket.service === service);
  if (own.length === 0) return <span className={classes['missing']}>{say('noAddress')}</span>;
  const shown = own.slice(0, SHOWN_MAX).map(({ address, port }) => (
    <code key={address} dir="ltr">
      {address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`}
    </code>
  ));
  return (
    <span className={classes['addresses']}>
      {shown}
      {own.length > SHOWN_MAX && <span>{say('andMore', { number: own.length - SHOWN_MAX })}</span>}
    </span>
  );
}
