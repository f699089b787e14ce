import { Button } from '@mantine/core';
import { formatCount } from '@gatehouse/domain/service-packages/describe-amounts';
import type { ReactNode } from 'react';
import type { Attempt, Customer } from '../../api/types.ts';
import type { Meaning } from '../../parts/StateMark.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { AttemptFix } from '../access-log/AttemptFix.tsx';
import { isMended, newTrouble } from '../access-log/fix-of.ts';
import { RegisteredDevices } from '../access-log/RegisteredDevices.tsx';
import { useLastAttempt } from '../access-log/use-last-attempt.ts';
import classes from './CustomerScreen.module.css';
import { useChangeStatusOf } from './use-customers.ts';

type Props = { readonly customer: Customer };

/** How things stand, in one sentence, and the way out when they stand badly. */
export function ProfileSentence({ customer }: Props) {
  const { data: last } = useLastAttempt(customer);
  const changeStatus = useChangeStatusOf();
  if (customer.status !== 'active') {
    return (
      <Bar
        meaning="amber"
        ways={
          <Button size="xs" onClick={() => changeStatus(customer, 'active')}>
            {customer.status === 'suspended' ? 'Unsuspend' : 'Take up again'}
          </Button>
        }
      >
        <p>
          <strong>{customer.status === 'suspended' ? 'Suspended.' : 'Ended.'}</strong> Every login is refused.
        </p>
      </Bar>
    );
  }
  if (last?.outcome === 'reject' && !isMended(last)) return <RefusedBar attempt={last} />;
  if (last?.outcome === 'reject' && customer.openSessionCount === 0) return <MendedBar attempt={last} />;
  if (customer.openSessionCount > 0) {
    return (
      <Bar meaning="green">
        <p>
          <strong>Online</strong>
          {customer.openSessionCount > 1 && ` with ${formatCount(customer.openSessionCount, 'session')}`}.{' '}
          {last?.outcome === 'accept' && (
            <>
              Last login <RelativeTime at={last.at} />.
            </>
          )}
        </p>
      </Bar>
    );
  }
  return (
    <Bar meaning="quiet">
      <p>
        <strong>Not online.</strong>{' '}
        {last ? (
          <>
            Last login <RelativeTime at={last.at} />, accepted.
          </>
        ) : (
          'Nobody has tried to log in with this username lately.'
        )}
      </p>
    </Bar>
  );
}

function RefusedBar({ attempt }: { readonly attempt: Attempt }) {
  const now = newTrouble(attempt);
  return (
    <Bar meaning="red" ways={<AttemptFix attempt={attempt} />}>
      <p>
        <RefusedWhen attempt={attempt} /> {attempt.explanation}
      </p>
      {now !== null && <p>By now: {now}</p>}
      <RegisteredDevices attempt={attempt} />
    </Bar>
  );
}

/** What it was refused for is mended; only the router has not asked again yet. */
function MendedBar({ attempt }: { readonly attempt: Attempt }) {
  return (
    <Bar meaning="amber">
      <p>
        <strong>{attempt.present?.sentence}</strong>
      </p>
      <p>
        <RefusedWhen attempt={attempt} /> {attempt.explanation}
      </p>
    </Bar>
  );
}

function RefusedWhen({ attempt: { at, count } }: { readonly attempt: Attempt }) {
  return (
    <strong>
      Refused <RelativeTime at={at} />
      {count > 1 && `, ${count} times`}.
    </strong>
  );
}

type BarProps = { readonly meaning: Meaning; readonly ways?: ReactNode; readonly children: ReactNode };

function Bar({ meaning, ways, children }: BarProps) {
  return (
    <div className={classes['sentence']} data-meaning={meaning} role="status">
      {children}
      {ways !== undefined && <div className={classes['ways']}>{ways}</div>}
    </div>
  );
}
