import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeJson } from '../../api/call-api.ts';
import type { Nas } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { showError } from '../../parts/show-error.ts';
import classes from './Routers.module.css';

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
    onError: (error) => showError(error, 'Nothing was changed.'),
  });
  // The drawer shows the router as it was when it was opened.
  const { sources, unsignedUntil } = change.data?.value.signing ?? nas.signing;
  if (nas.messageAuthenticator !== 'learn') return null;
  if (unsignedUntil !== null && Date.parse(unsignedUntil) > now) {
    return (
      <div className={classes['verdict']}>
        <b>Unsigned logins are allowed for now</b>
        <p>
          Until <RelativeTime at={unsignedUntil} day />. Then it is learned anew whether this router always
          signs.
        </p>
        {mayChange && (
          <Button
            size="xs"
            mt="xs"
            variant="default"
            loading={change.isPending}
            onClick={() => change.mutate('undo')}
          >
            End it now
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
          Requires Message-Authenticator since <RelativeTime at={since} day />
          {address !== nas.address && (
            <>
              {' '}
              from <code>{address}</code>
            </>
          )}
        </b>
      ))}
      <p>
        It signed every login for an hour and more, so one without a signature is taken for a forgery and gets
        no answer. After a change on the router that makes it stop signing, let it pass for a day or learn it
        anew.
      </p>
      {mayChange && (
        <Group gap="xs" mt="xs">
          <Button
            size="xs"
            variant="default"
            loading={change.isPending}
            onClick={() => change.mutate('allow')}
          >
            Allow unsigned for a day
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={change.isPending}
            onClick={() => change.mutate('undo')}
          >
            Undo and learn anew
          </Button>
        </Group>
      )}
    </div>
  );
}
