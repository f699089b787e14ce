import { Outlet, useParams } from '@tanstack/react-router';
import { ApiError, isSignedOut } from '../../api/call-api.ts';
import { NoSuch } from '../../parts/NotFound.tsx';
import { NotRead } from '../../parts/NotRead.tsx';
import classes from './CustomerScreen.module.css';
import { ProfileHeader } from './ProfileHeader.tsx';
import { ProfileSentence } from './ProfileSentence.tsx';
import { ProfileSkeleton } from './ProfileSkeleton.tsx';
import { ProfileTabs } from './ProfileTabs.tsx';
import { say } from './texts.ts';
import { useCustomer } from './use-customers.ts';

/** One customer: who, how things stand in a sentence, and a tab per kind of detail. */
export function CustomerScreen() {
  const { customerId = '' } = useParams({ strict: false });
  const { data: customer, error, refetch } = useCustomer(customerId);
  if (error instanceof ApiError && error.status === 404) return <NoSuch what={say('one')} />;
  if (!customer && error !== null && !isSignedOut(error)) {
    return <NotRead title={say('notRead')} error={error} onRetry={() => void refetch()} />;
  }
  if (!customer) return <ProfileSkeleton />;
  return (
    <article className={classes['profile']} aria-label={customer.name}>
      <ProfileHeader customer={customer} />
      <ProfileSentence customer={customer} />
      <ProfileTabs customer={customer} />
      <Outlet />
    </article>
  );
}
