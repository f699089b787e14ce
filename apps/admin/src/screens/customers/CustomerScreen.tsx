import { Outlet, useParams } from '@tanstack/react-router';
import { ApiError } from '../../api/call-api.ts';
import { NotFound } from '../../parts/NotFound.tsx';
import { isUnreachable, Unreachable } from '../../parts/Unreachable.tsx';
import classes from './CustomerScreen.module.css';
import { ProfileHeader } from './ProfileHeader.tsx';
import { ProfileSentence } from './ProfileSentence.tsx';
import { ProfileSkeleton } from './ProfileSkeleton.tsx';
import { ProfileTabs } from './ProfileTabs.tsx';
import { useCustomer } from './use-customers.ts';

/** One customer: who, how things stand in a sentence, and a tab per kind of detail. */
export function CustomerScreen() {
  const { customerId = '' } = useParams({ strict: false });
  const { data: customer, error, refetch } = useCustomer(customerId);
  if (error instanceof ApiError && error.status === 404) return <NotFound what="customer" />;
  if (!customer && isUnreachable(error)) return <Unreachable onRetry={() => void refetch()} />;
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
