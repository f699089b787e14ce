import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeJson } from '../../api/call-api.ts';
import type { Me, RecoveryCodes } from '../../api/types.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { showError } from '../../parts/show-error.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import classes from '../settings/Settings.module.css';
import { RecoveryCodeList } from './RecoveryCodeList.tsx';
import { TurnOff } from './TurnOff.tsx';
import { TwoFactorSetUp } from './TwoFactorSetUp.tsx';

type Open = 'set-up' | 'turn-off' | { readonly recoveryCodes: readonly string[] };

/** Settings › My account › Second factor. */
export function TwoFactorSection({ me }: { readonly me: Me }) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<Open | null>(null);
  const renew = useMutation({
    mutationFn: () => changeJson<RecoveryCodes>('POST', '/me/two-factor/recovery-codes'),
    onSuccess: ({ value }) => setOpen(value),
    onError: (error) => showError(error, 'Your recovery codes are as before.'),
  });
  const { secondFactor } = me;
  if (secondFactor === null) return null;
  const { since, recoveryCodesLeft } = secondFactor;
  const done = () => {
    setOpen(null);
    void queryClient.invalidateQueries({ queryKey: ['me'] });
  };
  return (
    <section>
      <h2>Second factor</h2>
      {since === null ? (
        <p>A code of an app on your telephone, beside the password. A stolen password opens nothing then.</p>
      ) : (
        <p>
          <StateMark meaning="green">On</StateMark>, since <RelativeTime at={since} />.{' '}
          {left(recoveryCodesLeft ?? 0)}
        </p>
      )}
      {recoveryCodesLeft !== null && recoveryCodesLeft < 3 && (
        <p className={classes['hint']}>
          Make new recovery codes before they run out: without them, a lost telephone shuts you out until an
          owner takes your second factor away.
        </p>
      )}
      <Group gap="xs" mt="sm">
        <Button variant={since === null ? 'filled' : 'default'} onClick={() => setOpen('set-up')}>
          {since === null ? 'Set up' : 'Change the telephone'}
        </Button>
        {since !== null && (
          <>
            <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
              New recovery codes
            </Button>
            {!secondFactor.isRequired && (
              <Button variant="default" onClick={() => setOpen('turn-off')}>
                Turn off
              </Button>
            )}
          </>
        )}
      </Group>
      {open === 'set-up' && (
        <Dialog title="Set up a second factor" onClose={done}>
          <TwoFactorSetUp me={me} onDone={done} />
        </Dialog>
      )}
      {open === 'turn-off' && (
        <TurnOff
          me={me}
          onClose={() => setOpen(null)}
          onDone={() => {
            done();
            notifications.show({ message: 'The second factor is off. Your other sign-ins have ended.' });
          }}
        />
      )}
      {open !== null && typeof open === 'object' && (
        <Dialog title="Your new recovery codes" onClose={done}>
          <RecoveryCodeList codes={open.recoveryCodes} onKept={done} />
        </Dialog>
      )}
    </section>
  );
}

function left(codes: number): string {
  if (codes === 0) return 'No recovery codes are left.';
  return codes === 1 ? 'One recovery code is left.' : `${codes} recovery codes are left.`;
}
