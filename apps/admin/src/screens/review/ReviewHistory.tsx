import { Skeleton } from '@mantine/core';
import { REVIEW_RULE_LABELS } from '@gatehouse/domain/review/review-rules';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getJson } from '../../api/call-api.ts';
import type { Page, ReviewDecision } from '../../api/types.ts';
import { NotRead } from '../../parts/NotRead.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { SideSheet } from '../../parts/SideSheet.tsx';
import classes from './ReviewHistory.module.css';

/** Who reviewed what, when; the newest hundred. */
export function ReviewHistory({ onClose }: { readonly onClose: () => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['review', 'decisions'],
    queryFn: ({ signal }) => getJson<Page<ReviewDecision>>('/review/decisions', { limit: 100 }, signal),
  });
  return (
    <SideSheet title="Decisions" onClose={onClose}>
      {error && (
        <NotRead title="The decisions could not be read" error={error} onRetry={() => void refetch()} />
      )}
      {!data && !error && <Skeleton h={240} />}
      {data?.items.length === 0 && <p>Nobody has reviewed a device yet.</p>}
      <ol className={classes['list']}>
        {data?.items.map((decision) => (
          <li key={decision.id} data-undone={decision.undoneAt !== null || undefined}>
            <span>
              <b>{decision.decision === 'keep' ? 'Kept' : 'Removed'}</b> {decision.deviceName ?? decision.mac}{' '}
              of{' '}
              <Link to="/customers/$customerId/devices" params={{ customerId: decision.customerId }}>
                {decision.customerName}
              </Link>
            </span>
            <span className={classes['quiet']}>
              {REVIEW_RULE_LABELS[decision.rule]} · {decision.decidedBy},{' '}
              <RelativeTime at={decision.decidedAt} />
              {decision.undoneBy !== null && ` · undone by ${decision.undoneBy}`}
            </span>
          </li>
        ))}
      </ol>
    </SideSheet>
  );
}
