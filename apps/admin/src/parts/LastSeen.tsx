import { Tooltip } from '@mantine/core';
import { formatExact, formatSeen } from './format/time.ts';
import { useNow } from './NowProvider.tsx';

/** `last seen yesterday 22:10`, within a sentence; the exact time on hover. */
export function LastSeen({ at }: { readonly at: string | null }) {
  const now = useNow();
  if (at === null) return <>never seen</>;
  const time = Date.parse(at);
  return (
    <Tooltip label={formatExact(time)}>
      <time dateTime={at}>last seen {formatSeen(time, now)}</time>
    </Tooltip>
  );
}
