import { notifications } from '@mantine/notifications';
import { DecisionDialog } from '../../parts/form/DecisionDialog.tsx';
import { ReasonField } from '../../parts/form/ReasonField.tsx';
import { reasonFault } from '../../parts/form/text-faults.ts';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { useRevoke } from './use-vouchers.ts';
import type { VoucherBatch } from './voucher-types.ts';
import { say } from './texts.ts';

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
  const form = useEntryForm({
    initialValues: { reason: '' },
    validate: { reason: (text) => reasonFault(text, REASON_LENGTH_MAX) },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ reason }) => {
    await revoke.mutateAsync(reason.trim().replaceAll(/\s+/g, ' '));
    notifications.show({
      message:
        serial === null
          ? say('vouchersRevoked', { batch: batch.name })
          : say('voucherRevoked', { serial, batch: batch.name }),
    });
    onClose();
  });
  return (
    <DecisionDialog
      title={
        serial === null
          ? say('revokeVouchersQuestion', { batch: batch.name })
          : say('revokeVoucherQuestion', { serial, batch: batch.name })
      }
      label={say('revoke')}
      red
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      fault={fault}
    >
      <p>{serial === null ? say('revokeEffect', { count: batch.open }) : say('revokeOneEffect')}</p>
      <ReasonField first placeholder={say('revokeExample')} field={form.getInputProps('reason')} />
    </DecisionDialog>
  );
}
