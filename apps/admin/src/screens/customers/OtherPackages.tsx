import { type ReactNode, useId } from 'react';
import type { Subscription } from '../../api/types.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import classes from './CustomerScreen.module.css';
import { say, show } from './texts.ts';

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
      <h2 id={heading}>{say('otherPackages')}</h2>
      <ul className={classes['packages']}>
        {coming.map((each) => (
          <Held key={each.id} subscription={each} coming />
        ))}
        {past.slice(0, PAST_MAX).map((each) => (
          <Held key={each.id} subscription={each} />
        ))}
      </ul>
      {past.length > PAST_MAX && (
        <p className={classes['more']}>{say('andBefore', { more: past.length - PAST_MAX })}</p>
      )}
    </section>
  );
}

function isComing({ startsAt, waitingSeconds }: Subscription, now: number): boolean {
  return waitingSeconds !== null || Date.parse(startsAt) > now;
}

type HeldProps = { readonly subscription: Subscription; readonly coming?: boolean };

function Held({ subscription, coming = false }: HeldProps) {
  const { servicePackageName: name, startsAt, endsAt, waitingSeconds, reason } = subscription;
  const showWhen = () => {
    if (waitingSeconds !== null) return show('waits', { b, name });
    const ends = <RelativeTime at={endsAt} day />;
    if (!coming) return show('hasEnded', { b, name, at: ends });
    const from = <RelativeTime at={startsAt} day />;
    return endsAt === null
      ? show('begins', { b, name, from })
      : show('beginsEnds', { b, name, from, to: ends });
  };
  return (
    <li>
      {showWhen()}
      {reason !== null && <span>{reason}</span>}
    </li>
  );
}

const b = (words: ReactNode) => <b>{words}</b>;
