import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { ApiError } from '../api/call-api.ts';
import { useConnection } from '../api/connection.ts';
import { EmptyState } from './EmptyState.tsx';
import { say } from './texts.ts';

export function isUnreachable(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'unreachable';
}

type Props = { readonly onRetry: () => void; readonly heading?: boolean };

/** There is no answer at all. Logins do not depend on this page, and it says so. It goes away by itself. */
export function Unreachable({ onRetry, heading = false }: Props) {
  useWhenBack(onRetry);
  return (
    <EmptyState
      icon={IconPlugConnectedX}
      title={say('cannotReach')}
      heading={heading}
      action={<Button onClick={onRetry}>{say('tryAgain')}</Button>}
    >
      {say('webAway')}
    </EmptyState>
  );
}

/** Calls back once the server answers again. */
function useWhenBack(onBack: () => void): void {
  const { state } = useConnection();
  const latest = useRef(onBack);
  latest.current = onBack;
  const before = useRef(state);
  useEffect(() => {
    if (before.current !== 'answering' && state === 'answering') latest.current();
    before.current = state;
  }, [state]);
}
