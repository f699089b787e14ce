import { Tooltip } from '@mantine/core';
import { formatExact, formatSeen } from './format/time.ts';
import { useNow } from './NowProvider.tsx';
import { say } from './texts.ts';

/** `last seen yesterday 22:10`, within a sentence; the exact time on hover. */
export function LastSeen({ at }: { readonly at: string | null }) {
  const now = useNow();
  if (at === null) return <>{say('neverSeen')}</>;
  const time = Date.parse(at);
  return (
    <Tooltip label={formatExact(time)}>
      <time dateTime={at}>{say('lastSeen', { when: formatSeen(time, now) })}</time>
    </Tooltip>
  );
}
