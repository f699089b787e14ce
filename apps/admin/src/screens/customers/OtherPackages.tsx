import { useId } from 'react';
import type { Subscription } from '../../api/types.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import classes from './CustomerScreen.module.css';

type Props = {
  readonly subscriptions: readonly Subscription[];
  /** It is shown above. */
  readonly presentId: string | null;
};

/** Of those that are over. */
const PAST_MAX = 5;

/** What begins later, and what is over. Nothing where there is only the present one. */
export function OtherPackages({ subscriptions, presentId }: Props) {
  const heading = useId();
  const now = useNow();
  const others = subscriptions.filter(({ id }) => id !== presentId);
  const coming = others.filter((each) => isComing(each, now)).toReversed();
  const past = others.filter((each) => !isComing(each, now));
  if (others.length === 0) return null;
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>Other packages</h2>
      <ul className={classes['packages']}>
        {coming.map((each) => (
          <Held key={each.id} subscription={each} coming />
        ))}
        {past.slice(0, PAST_MAX).map((each) => (
          <Held key={each.id} subscription={each} />
        ))}
      </ul>
      {past.length > PAST_MAX && <p className={classes['more']}>and {past.length - PAST_MAX} before</p>}
    </section>
  );
}

function isComing({ startsAt, waitingSeconds }: Subscription, now: number): boolean {
  return waitingSeconds !== null || Date.parse(startsAt) > now;
}

type HeldProps = { readonly subscription: Subscription; readonly coming?: boolean };

function Held({ subscription, coming = false }: HeldProps) {
  const { servicePackageName, startsAt, endsAt, waitingSeconds, reason } = subscription;
  return (
    <li>
      <b>{servicePackageName}</b>{' '}
      {waitingSeconds !== null ? (
        'waits for the first login'
      ) : coming ? (
        <>
          begins <RelativeTime at={startsAt} day />
          {endsAt !== null && (
            <>
              {' '}
              and ends <RelativeTime at={endsAt} day />
            </>
          )}
        </>
      ) : (
        <>
          ended <RelativeTime at={endsAt} day />
        </>
      )}
      {reason !== null && <span>{reason}</span>}
    </li>
  );
}
