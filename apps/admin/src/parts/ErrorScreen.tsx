import { Button } from '@mantine/core';
import { IconBug } from '@tabler/icons-react';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { EmptyState } from './EmptyState.tsx';
import { errorSentence } from './show-error.ts';
import { isUnreachable, Unreachable } from './Unreachable.tsx';
import { say } from './texts.ts';

/** What a screen shows when it broke: the frame around it stays. */
export function ErrorScreen({ error, reset }: ErrorComponentProps) {
  if (isUnreachable(error)) return <Unreachable onRetry={reset} heading />;
  return (
    <EmptyState
      icon={IconBug}
      title={say('screenBroke')}
      heading
      action={
        <>
          <Button onClick={reset}>{say('tryAgain')}</Button>
          <Button variant="default" onClick={() => location.assign('/')}>
            {say('goHome')}
          </Button>
        </>
      }
    >
      {errorSentence(error)}
    </EmptyState>
  );
}
