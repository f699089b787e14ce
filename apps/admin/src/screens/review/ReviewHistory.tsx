import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getJson } from '../../api/call-api.ts';
import type { Page, ReviewDecision } from '../../api/types.ts';
import { NotRead } from '../../parts/NotRead.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { SideSheet } from '../../parts/SideSheet.tsx';
import classes from './ReviewHistory.module.css';
import { ruleLabel } from './rule-label.ts';
import { say, show } from './texts.ts';

/** Who reviewed what, when; the newest hundred. */
export function ReviewHistory({ onClose }: { readonly onClose: () => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['review', 'decisions'],
    queryFn: ({ signal }) => getJson<Page<ReviewDecision>>('/review/decisions', { limit: 100 }, signal),
  });
  return (
    <SideSheet title={say('decisions')} onClose={onClose}>
      {error && <NotRead title={say('decisionsNotRead')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton h={240} />}
      {data?.items.length === 0 && <p>{say('nobodyReviewed')}</p>}
      <ol className={classes['list']}>
        {data?.items.map((decision) => (
          <li key={decision.id} data-undone={decision.undoneAt !== null || undefined}>
            <span>{showWhat(decision)}</span>
            <span className={classes['quiet']}>{showWho(decision)}</span>
          </li>
        ))}
      </ol>
    </SideSheet>
  );
}

function showWhat({ decision, deviceName, mac, customerId, customerName }: ReviewDecision) {
  return show(decision === 'keep' ? 'wasKept' : 'wasRemoved', {
    b: (words) => <b>{words}</b>,
    device: deviceName ?? mac,
    link: (words) => (
      <Link to="/customers/$customerId/devices" params={{ customerId }}>
        {words}
      </Link>
    ),
    customer: customerName,
  });
}

function showWho({ rule, decidedBy, decidedAt, undoneBy }: ReviewDecision) {
  const when = <RelativeTime at={decidedAt} />;
  return undoneBy === null
    ? show('decidedBy', { rule: ruleLabel(rule), name: decidedBy, when })
    : show('decidedByUndone', { rule: ruleLabel(rule), name: decidedBy, when, undoneBy });
}
