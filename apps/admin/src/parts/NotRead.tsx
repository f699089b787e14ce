import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { EmptyState } from './EmptyState.tsx';
import { errorSentence } from './show-error.ts';
import { isUnreachable, Unreachable } from './Unreachable.tsx';
import { say } from './texts.ts';

type Props = {
  /** "This list could not be read" */
  readonly title: string;
  readonly error: unknown;
  readonly onRetry: () => void;
  /** Where it is the whole page. */
  readonly heading?: boolean;
};

/** Something could not be read: why, and the way to try again. */
export function NotRead({ title, error, onRetry, heading = true }: Props) {
  if (isUnreachable(error)) return <Unreachable onRetry={onRetry} heading={heading} />;
  return (
    <EmptyState
      icon={IconAlertTriangle}
      title={title}
      heading={heading}
      action={<Button onClick={onRetry}>{say('tryAgain')}</Button>}
    >
      {errorSentence(error)}
    </EmptyState>
  );
}
