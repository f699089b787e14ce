import { Button } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { IconDatabaseX } from '@tabler/icons-react';
import { LOGINS_MEANWHILE } from './database-away.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { say } from './texts.ts';

const RETRY_MS = 5_000;

/** Opened while the database is away: even who is signed in cannot be known. */
export function DatabaseAway({ onRetry }: { readonly onRetry: () => void }) {
  useInterval(onRetry, RETRY_MS, { autoInvoke: true });
  return (
    <EmptyState
      icon={IconDatabaseX}
      title={say('databaseAwayTitle')}
      action={<Button onClick={onRetry}>{say('tryAgain')}</Button>}
    >
      {say('databaseAwayText', { LOGINS_MEANWHILE })}
    </EmptyState>
  );
}
