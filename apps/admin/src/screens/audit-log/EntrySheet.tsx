import { sayAction } from '@gatehouse/domain/audit-log/say-changes';
import { Link } from '@tanstack/react-router';
import type { AuditEntry } from '../../api/types.ts';
import { type Fact, FactList } from '../../parts/FactList.tsx';
import { formatExact } from '../../parts/format/time.ts';
import { Changes } from '../../parts/history/Changes.tsx';
import classes from './AuditLog.module.css';
import { SideSheet } from '../../parts/SideSheet.tsx';

const KINDS: Readonly<Record<AuditEntry['actor']['kind'], string>> = {
  operator: 'operator',
  'api-token': 'API token',
  cli: 'command line',
  radius: 'a login',
  job: 'Gatehouse itself',
  'set-up': 'the first set-up',
  customer: 'a visitor in the portal',
};

/** All that is kept of one entry. */
export function EntrySheet({ entry, onClose }: { readonly entry: AuditEntry; readonly onClose: () => void }) {
  return (
    <SideSheet title={sayAction(entry.action)} width={560} onClose={onClose}>
      <FactList facts={factsOf(entry)} />
      <h3 className={classes['title']}>What changed</h3>
      <Changes entry={entry} />
    </SideSheet>
  );
}

function factsOf({
  id,
  at,
  actor,
  sourceAddress,
  action,
  subject,
  customer,
  why,
}: AuditEntry): readonly Fact[] {
  return [
    [
      'When',
      <time key="w" dateTime={at}>
        {formatExact(Date.parse(at))}
      </time>,
    ],
    [
      'Who',
      <span key="a">
        <bdi>{actor.name}</bdi>, {KINDS[actor.kind]}
      </span>,
    ],
    [
      'From',
      sourceAddress === null ? null : (
        <code key="f" dir="ltr">
          {sourceAddress}
        </code>
      ),
    ],
    ['Why', why === null ? null : <q key="y">{why}</q>],
    ['Which', subject.name === null ? null : <bdi key="s">{subject.name}</bdi>],
    [
      'Customer',
      customer === null ? null : (
        <Link key="c" to="/customers/$customerId/history" params={{ customerId: customer.id }}>
          {customer.name ?? `Customer ${customer.id}`}
        </Link>
      ),
    ],
    ['Entry', <code key="e" dir="ltr">{`${id} · ${action} · ${subject.kind} ${subject.id}`}</code>],
  ];
}
