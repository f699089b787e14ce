import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import { say, show } from './texts.ts';

/** Nobody can sign in before the first operator exists. */
export function SetUpNeeded() {
  const { data } = useQuery({
    queryKey: ['set-up'],
    queryFn: ({ signal }) => getJson<{ needed: boolean }>('/set-up', {}, signal),
  });
  if (!data?.needed) return null;
  return (
    <Alert color="yellow" variant="light" title={say('notSetUp')}>
      {show('openLink', { code: (words) => <code>{words}</code> })}
    </Alert>
  );
}
