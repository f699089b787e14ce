import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getJson } from '../../api/call-api.ts';
import type { Attempt, Page } from '../../api/types.ts';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { AttemptFix } from '../access-log/AttemptFix.tsx';
import { triedName } from '../access-log/tried-name.ts';
import classes from './Home.module.css';

const SHOWN = 8;
const POLL_MS = 3_000;

/** Who was refused lately, why, and what to do about it. */
export function LatestRefusals() {
  const { data } = useQuery({
    queryKey: ['attempts', 'refusals'],
    queryFn: ({ signal }) =>
      getJson<Page<Attempt>>('/attempts', { outcome: 'reject', passersBy: false, limit: SHOWN }, signal),
    refetchInterval: POLL_MS,
  });
  return (
    <section className={classes['refusals']}>
      <h2>
        Refused lately
        <Link to="/access-log" search={{ outcome: 'reject' }}>
          All refusals
        </Link>
      </h2>
      {!data && <Skeleton h={120} />}
      {data?.items.length === 0 && <p className={classes['none']}>Nobody was refused.</p>}
      <ul>
        {data?.items.map((attempt) => (
          <li key={attempt.id}>
            <div>
              <RefusedName attempt={attempt} />
              <span className={classes['when']}>
                <RelativeTime at={attempt.at} />
                {attempt.count > 1 && ` ×${attempt.count}`}
              </span>
              <p>{attempt.explanation}</p>
            </div>
            <AttemptFix attempt={attempt} quiet />
          </li>
        ))}
      </ul>
    </section>
  );
}

function RefusedName({ attempt: { customerId, customerName, username } }: { readonly attempt: Attempt }) {
  if (customerId === null) return <b>{triedName(username)}</b>;
  return (
    <Link to="/customers/$customerId" params={{ customerId }}>
      {customerName ?? username}
    </Link>
  );
}
