import { notifications } from '@mantine/notifications';
import { DecisionDialog } from '../../parts/form/DecisionDialog.tsx';
import { ReasonField } from '../../parts/form/ReasonField.tsx';
import { reasonFault } from '../../parts/form/text-faults.ts';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { useRevoke } from './use-vouchers.ts';
import type { VoucherBatch } from './voucher-types.ts';

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
    validate: { reason: (text) => reasonFault(text, REASON_LENGTH_MAX) },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ reason }) => {
    await revoke.mutateAsync(reason.trim().replaceAll(/\s+/g, ' '));
    notifications.show({ message: `Revoked: ${what}.` });
    onClose();
  });
  return (
    <DecisionDialog
      title={`Revoke ${what}?`}
      label="Revoke"
      red
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      fault={fault}
    >
      <p>
        {serial === null
          ? `${batch.open.toLocaleString('en')} codes stop working at once, printed or not. What was redeemed stays with who redeemed it.`
          : 'Its code stops working at once.'}{' '}
        This cannot be undone.
      </p>
      <ReasonField first placeholder="The sheets were lost" field={form.getInputProps('reason')} />
    </DecisionDialog>
  );
}
