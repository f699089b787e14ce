import { Link } from '@tanstack/react-router';
import type { Home } from '../../api/types.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { formatMoment } from '../../parts/format/time.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import classes from './Home.module.css';
import { labelOf } from './home-plots.ts';
import { say } from './texts.ts';

/** Who has had the most trouble within a day, and whether it is over. */
export function RefusedMost({ refused }: { readonly refused: Home['refused'] }) {
  const now = useNow();
  return (
    <section className={classes['list']}>
      <h2>{say('refusedMost')}</h2>
      {refused === null && <p className={classes['none']}>{say('notCountedInTime')}</p>}
      {refused?.since && (
        <p className={classes['none']}>
          {say('veryMany', { since: formatMoment(Date.parse(refused.since), now) })}
        </p>
      )}
      {refused?.customers.length === 0 && <p className={classes['none']}>{say('noCustomerRefused')}</p>}
      <ul>
        {refused?.customers.map(({ customerId, name, refused: times, inARow, lastAt, reason }) => (
          <li key={customerId}>
            <span>
              <Link to="/customers/$customerId" params={{ customerId }}>
                {name}
              </Link>{' '}
              ×{formatNumber(times)}
            </span>
            {inARow > 0 ? (
              <StateMark meaning="red">{labelOf(reason)}</StateMark>
            ) : (
              <StateMark meaning="green">{say('letInAgain')}</StateMark>
            )}
            <span className={classes['when']}>
              <RelativeTime at={lastAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
