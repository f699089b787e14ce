import { Button, Group } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { Dialog } from '../../parts/Dialog.tsx';
import { type MadeCodes, madeCodes } from './made-codes.ts';
import classes from './Vouchers.module.css';
import { say } from './texts.ts';

/** Asked where codes would be lost that are neither printed nor saved. */
export function LeaveCodesQuestion({ made }: { readonly made: MadeCodes }) {
  const { kept, vouchers } = made;
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => !kept && current.pathname !== next.pathname,
    enableBeforeUnload: () => !kept,
    disabled: kept,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  const leave = () => {
    blocker.proceed();
    madeCodes.set(null);
  };
  return (
    <Dialog title={say('leaveCodes')} onClose={blocker.reset} width={460}>
      <div className={classes['dialog']}>
        <p>{say('unkept', { count: vouchers.length })}</p>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={leave}>
            {say('leaveThem')}
          </Button>
          <Button onClick={blocker.reset} data-autofocus>
            {say('stay')}
          </Button>
        </Group>
      </div>
    </Dialog>
  );
}
