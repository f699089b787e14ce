import { Button, Group } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { Dialog } from '../../parts/Dialog.tsx';
import { formatNumber } from '../../parts/format/number.ts';
import { type MadeCodes, madeCodes } from './made-codes.ts';
import classes from './Vouchers.module.css';

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
    <Dialog title="Leave the codes behind?" onClose={blocker.reset} width={460}>
      <div className={classes['dialog']}>
        <p>
          {formatNumber(vouchers.length)} codes are neither printed nor saved. Nobody can show them again; the
          batch would have to be revoked.
        </p>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={leave}>
            Leave them
          </Button>
          <Button onClick={blocker.reset} data-autofocus>
            Stay
          </Button>
        </Group>
      </div>
    </Dialog>
  );
}
