import { Button } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { IconDatabaseX } from '@tabler/icons-react';
import { LOGINS_MEANWHILE } from './database-away.ts';
import { EmptyState } from '../parts/EmptyState.tsx';

const RETRY_MS = 5_000;

/** Opened while the database is away: even who is signed in cannot be known. */
export function DatabaseAway({ onRetry }: { readonly onRetry: () => void }) {
  useInterval(onRetry, RETRY_MS, { autoInvoke: true });
  return (
    <EmptyState
      icon={IconDatabaseX}
      title="The database is away"
      action={<Button onClick={onRetry}>Try again</Button>}
    >
      Nothing can be looked up or changed until it is back; this page tries again by itself.{' '}
      {LOGINS_MEANWHILE} See whether PostgreSQL runs, whether this machine reaches it, and whether its disk is
      full.
    </EmptyState>
  );
}
