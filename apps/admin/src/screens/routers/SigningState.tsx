import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeJson } from '../../api/call-api.ts';
import type { Nas } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { showError } from '../../parts/show-error.ts';
import classes from './Routers.module.css';
import { say, show } from './texts.ts';

/** What "learn" has come to: since when this router must sign its logins, and the way back. */
export function SigningState({ nas }: { readonly nas: Nas }) {
  const queryClient = useQueryClient();
  const now = useNow();
  const mayChange = useMay('nas.change');
  const change = useMutation({
    mutationFn: (what: 'undo' | 'allow') =>
      what === 'undo'
        ? changeJson<Nas>('DELETE', `/nas/${nas.id}/signing`)
        : changeJson<Nas>('POST', `/nas/${nas.id}/allow-unsigned`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['nas'] }),
    onError: (error) => showError(error, say('nothingChanged')),
  });
  // The drawer shows the router as it was when it was opened.
  const { sources, unsignedUntil } = change.data?.value.signing ?? nas.signing;
  if (nas.messageAuthenticator !== 'learn') return null;
  if (unsignedUntil !== null && Date.parse(unsignedUntil) > now) {
    return (
      <div className={classes['verdict']}>
        <b>{say('unsignedAllowed')}</b>
        <p>{show('unsignedUntil', { when: <RelativeTime at={unsignedUntil} day /> })}</p>
        {mayChange && (
          <Button
            size="xs"
            mt="xs"
            variant="default"
            loading={change.isPending}
            onClick={() => change.mutate('undo')}
          >
            {say('endNow')}
          </Button>
        )}
      </div>
    );
  }
  if (sources.length === 0) return null;
  return (
    <div className={classes['verdict']}>
      {sources.map(({ address, since }) => (
        <b key={address} style={{ display: 'block' }}>
          {show(address === nas.address ? 'requiresSince' : 'requiresSinceFrom', {
            when: <RelativeTime at={since} day />,
            address: <code dir="ltr">{address}</code>,
          })}
        </b>
      ))}
      <p>{say('requiresWhy')}</p>
      {mayChange && (
        <Group gap="xs" mt="xs">
          <Button
            size="xs"
            variant="default"
            loading={change.isPending}
            onClick={() => change.mutate('allow')}
          >
            {say('allowForDay')}
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={change.isPending}
            onClick={() => change.mutate('undo')}
          >
            {say('undoLearn')}
          </Button>
        </Group>
      )}
    </div>
  );
}
