import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getJson } from '../../api/call-api.ts';
import { useLive } from '../../api/live/use-live.ts';
import type { Attempt, Page } from '../../api/types.ts';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { SaidText } from '../../parts/said/SaidText.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { AttemptFix } from '../access-log/AttemptFix.tsx';
import { isMended, newTrouble, presentWords } from '../access-log/fix-of.ts';
import { RegisteredDevices } from '../access-log/RegisteredDevices.tsx';
import { triedName } from '../access-log/tried-name.ts';
import { groupRefusals } from './group-refusals.ts';
import classes from './Home.module.css';
import { formatNumber } from '../../parts/format/number.ts';
import { say } from './texts.ts';

const SHOWN = 8;
/** Among so many of the newest there are that many people, as a rule. */
const READ = 60;
const POLL_MS = 3_000;
const REFUSALS = ['attempts', 'refusals'];

/** Who was refused lately, why, and what to do about it. */
export function LatestRefusals() {
  const { data } = useQuery({
    queryKey: REFUSALS,
    queryFn: ({ signal }) =>
      getJson<Page<Attempt>>('/attempts', { outcome: 'reject', passersBy: false, limit: READ }, signal),
    refetchInterval: useLive(['attempts', 'changes'], REFUSALS, POLL_MS),
  });
  const refused = data && groupRefusals(data.items).slice(0, SHOWN);
  return (
    <section className={classes['refusals']}>
      <h2>
        {say('refusedLately')}
        <Link to="/access-log" search={{ outcome: 'reject' }}>
          {say('allRefusals')}
        </Link>
      </h2>
      {!data && <Skeleton h={120} />}
      {refused?.length === 0 && <p className={classes['none']}>{say('nobodyRefused')}</p>}
      <ul>
        {refused?.map(({ attempt, count }) => (
          <li key={attempt.id}>
            <div>
              <RefusedName attempt={attempt} />
              <span className={classes['when']}>
                <RelativeTime at={attempt.at} />
                {count > 1 && ` ×${formatNumber(count)}`}
              </span>
              <p>
                <SaidText said={attempt.explanationSaid} or={attempt.explanation} />
              </p>
              <RegisteredDevices attempt={attempt} />
              {isMended(attempt) && <StateMark meaning="green">{presentWords(attempt)}</StateMark>}
              {newTrouble(attempt) !== null && <p>{say('byNow', { trouble: newTrouble(attempt) ?? '' })}</p>}
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
