import { Button, Group, Loader } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Dialog } from '../../parts/Dialog.tsx';
import { errorSentence } from '../../parts/show-error.ts';
import classes from './PaymentMethods.module.css';
import type { PaymentMethod } from './method-types.ts';
import { useTestMethod } from './use-methods.ts';
import { say } from './texts.ts';

type Props = { readonly method: PaymentMethod; readonly onClose: () => void };

/** Tries out what costs nothing, and says what went well and what to mend. */
export function MethodTest({ method, onClose }: Props) {
  const { mutate, data, error, isPending } = useTestMethod(method.id);
  useEffect(() => mutate(), [mutate]);
  return (
    <Dialog title={say('testMethod', { name: method.name })} onClose={onClose} width={520}>
      <div className={classes['tried']} aria-live="polite">
        {isPending && (
          <p className={classes['asking']}>
            <Loader size={16} aria-hidden /> {say('trying')}
          </p>
        )}
        {error && <p>{errorSentence(error)}</p>}
        {data && !isPending && (
          <ul>
            {data.value.tried.map(({ what, went, said }) => (
              <li key={what} data-went={went}>
                {went === 'well' ? (
                  <IconCircleCheck size={18} aria-label={say('wentWell')} />
                ) : (
                  <IconCircleX size={18} aria-label={say('wentWrong')} />
                )}
                <div>
                  <b>
                    <bdi>{what}</bdi>
                  </b>
                  {said !== null && (
                    <p>
                      <bdi>{said}</bdi>
                    </p>
                  )}
                </div>
              </li>
            ))}
          </ul>
        )}
      </div>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={() => mutate()} loading={isPending}>
          {say('testAgain')}
        </Button>
        <Button onClick={onClose} data-autofocus>
          {say('close')}
        </Button>
      </Group>
    </Dialog>
  );
}
