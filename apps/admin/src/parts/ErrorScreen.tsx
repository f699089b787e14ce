import { Button } from '@mantine/core';
import { IconBug } from '@tabler/icons-react';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { EmptyState } from './EmptyState.tsx';
import { errorSentence } from './show-error.ts';
import { isUnreachable, Unreachable } from './Unreachable.tsx';

/** What a screen shows when it broke: the frame around it stays. */
export function ErrorScreen({ error, reset }: ErrorComponentProps) {
  if (isUnreachable(error)) return <Unreachable onRetry={reset} heading />;
  return (
    <EmptyState
      icon={IconBug}
      title="This screen stopped working"
      heading
      action={
        <>
          <Button onClick={reset}>Try again</Button>
          <Button variant="default" onClick={() => location.assign('/')}>
            Go home
          </Button>
        </>
      }
    >
      {errorSentence(error)}
    </EmptyState>
  );
}
