import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { ApiError } from '../api/call-api.ts';
import { EmptyState } from './EmptyState.tsx';

export function isUnreachable(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'unreachable';
}

/** There is no answer at all. Logins do not depend on this page, and it says so. */
export function Unreachable({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <EmptyState
      icon={IconPlugConnectedX}
      title="Cannot reach Gatehouse"
      action={<Button onClick={onRetry}>Try again</Button>}
    >
      The web server does not answer. Logins are decided by another process and may well go on. Check your
      connection, then the server.
    </EmptyState>
  );
}
