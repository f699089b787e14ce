import { Link } from '@tanstack/react-router';
import type { AuditEntry } from '../../api/types.ts';
import { type Fact, FactList } from '../../parts/FactList.tsx';
import { formatExact } from '../../parts/format/time.ts';
import { Changes } from '../../parts/history/Changes.tsx';
import { sayAction, sayActor, sayWhy } from '../../parts/history/say-entry.ts';
import classes from './AuditLog.module.css';
import { SideSheet } from '../../parts/SideSheet.tsx';
import { say, show } from './texts.ts';

/** All that is kept of one entry. */
export function EntrySheet({ entry, onClose }: { readonly entry: AuditEntry; readonly onClose: () => void }) {
  return (
    <SideSheet title={sayAction(entry.action)} width={560} onClose={onClose}>
      <FactList facts={factsOf(entry)} />
      <h3 className={classes['title']}>{say('whatChanged')}</h3>
      <Changes entry={entry} />
    </SideSheet>
  );
}

function factsOf(entry: AuditEntry): readonly Fact[] {
  const { id, at, actor, sourceAddress, action, subject, customer } = entry;
  const why = sayWhy(entry);
  return [
    [
      say('when'),
      <time key="w" dateTime={at}>
        {formatExact(Date.parse(at))}
      </time>,
    ],
    [
      say('who'),
      <span key="a">
        {show('actorOfKind', { name: <bdi>{sayActor(entry)}</bdi>, kind: say(`kind_${actor.kind}`) })}
      </span>,
    ],
    [
      say('from'),
      sourceAddress === null ? null : (
        <code key="f" dir="ltr">
          {sourceAddress}
        </code>
      ),
    ],
    [say('why'), why === null ? null : <q key="y">{why}</q>],
    [say('which'), subject.name === null ? null : <bdi key="s">{subject.name}</bdi>],
    [
      say('customer'),
      customer === null ? null : (
        <Link key="c" to="/customers/$customerId/history" params={{ customerId: customer.id }}>
          {customer.name ?? say('customerNumbered', { id: customer.id })}
        </Link>
      ),
    ],
    [say('entryFact'), <code key="e" dir="ltr">{`${id} · ${action} · ${subject.kind} ${subject.id}`}</code>],
  ];
}
