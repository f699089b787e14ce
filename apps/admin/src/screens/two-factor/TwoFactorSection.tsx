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
import { say, show } from './texts.ts';

type Open = 'set-up' | 'turn-off' | { readonly recoveryCodes: readonly string[] };

/** Settings › My account › Second factor. */
export function TwoFactorSection({ me }: { readonly me: Me }) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<Open | null>(null);
  const renew = useMutation({
    mutationFn: () => changeJson<RecoveryCodes>('POST', '/me/two-factor/recovery-codes'),
    onSuccess: ({ value }) => setOpen(value),
    onError: (error) => showError(error, say('codesAsBefore')),
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
      <h2>{say('secondFactor')}</h2>
      {since === null ? (
        <p>{say('what')}</p>
      ) : (
        <p>
          {show('onSince', {
            on: <StateMark meaning="green">{say('on')}</StateMark>,
            at: <RelativeTime at={since} />,
          })}{' '}
          {left(recoveryCodesLeft ?? 0)}
        </p>
      )}
      {recoveryCodesLeft !== null && recoveryCodesLeft < 3 && (
        <p className={classes['hint']}>{say('fewCodes')}</p>
      )}
      <Group gap="xs" mt="sm">
        <Button variant={since === null ? 'filled' : 'default'} onClick={() => setOpen('set-up')}>
          {since === null ? say('setUp') : say('changeTelephone')}
        </Button>
        {since !== null && (
          <>
            <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
              {say('newCodes')}
            </Button>
            {!secondFactor.isRequired && (
              <Button variant="default" onClick={() => setOpen('turn-off')}>
                {say('turnOff')}
              </Button>
            )}
          </>
        )}
      </Group>
      {open === 'set-up' && (
        <Dialog title={say('setUpOne')} onClose={done}>
          <TwoFactorSetUp me={me} onDone={done} />
        </Dialog>
      )}
      {open === 'turn-off' && (
        <TurnOff
          me={me}
          onClose={() => setOpen(null)}
          onDone={() => {
            done();
            notifications.show({ message: say('isOff') });
          }}
        />
      )}
      {open !== null && typeof open === 'object' && (
        <Dialog title={say('yourNewCodes')} onClose={done}>
          <RecoveryCodeList codes={open.recoveryCodes} onKept={done} />
        </Dialog>
      )}
    </section>
  );
}

function left(codes: number): string {
  if (codes === 0) return say('noCodesLeft');
  return say('codesLeft', { count: codes });
}
