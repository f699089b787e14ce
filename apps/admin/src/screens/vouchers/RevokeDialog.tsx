import { Button, Group, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Dialog } from '../../parts/Dialog.tsx';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import { textFault } from '../../parts/form/text-faults.ts';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { useRevoke } from './use-vouchers.ts';
import type { VoucherBatch } from './voucher-types.ts';
import classes from './Vouchers.module.css';

const REASON_LENGTH_MAX = 300;

type Props = {
  readonly batch: VoucherBatch;
  /** One of them; `null`: all that are left. */
  readonly serial: number | null;
  readonly onClose: () => void;
};

/** It cannot be undone, so it is asked once, with what it does. */
export function RevokeDialog({ batch, serial, onClose }: Props) {
  const revoke = useRevoke(batch.id, serial);
  const what = serial === null ? `the vouchers of ${batch.name}` : `voucher ${serial} of ${batch.name}`;
  const form = useEntryForm({
    initialValues: { reason: '' },
    validate: {
      reason: (text) =>
        text.trim() === '' ? 'Say why: it stands in the record.' : textFault(text, REASON_LENGTH_MAX),
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ reason }) => {
    await revoke.mutateAsync(reason.trim().replaceAll(/\s+/g, ' '));
    notifications.show({ message: `Revoked: ${what}.` });
    onClose();
  });
  return (
    <Dialog title={`Revoke ${what}?`} onClose={onClose} width={460}>
      <EntryForm className={classes['dialog']} onSubmit={onSubmit} fault={fault}>
        <p>
          {serial === null
            ? `${batch.open.toLocaleString('en')} codes stop working at once, printed or not. What was redeemed stays with who redeemed it.`
            : 'Its code stops working at once.'}{' '}
          This cannot be undone.
        </p>
        <Textarea
          label="Why"
          name="reason"
          withAsterisk
          data-autofocus
          autosize
          minRows={2}
          maxRows={6}
          placeholder="The sheets were lost"
          {...form.getInputProps('reason')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={saving} color="red">
            Revoke
          </Button>
        </Group>
      </EntryForm>
    </Dialog>
  );
}
