import { Alert, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { formatMoney } from '../../parts/format/money.ts';
import { textFault } from '../../parts/form/text-faults.ts';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { RenewalPreview } from '../packages/RenewalPreview.tsx';
import { DecisionDialog } from './DecisionDialog.tsx';
import { isWrongMoney, toldMoney } from './payment-words.ts';
import type { Payment } from './payment-types.ts';
import { noteFault, REFERENCE_LENGTH_MAX } from './payment-faults.ts';
import { usePaymentStep } from './use-payments.ts';

type Props = { readonly payment: Payment; readonly onClose: () => void };

/** Somebody has seen the money. */
export function ApproveDialog({ payment, onClose }: Props) {
  const { customerName, packageName, amountMinor, currency, enteredReference, method } = payment;
  const approve = usePaymentStep(payment.id, 'approve');
  const form = useEntryForm({
    initialValues: { reference: enteredReference ?? '', reason: '' },
    validate: {
      reference: (text) => textFault(text, REFERENCE_LENGTH_MAX),
      reason: (text) => noteFault(text),
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ reference, reason }) => {
    const changed = reference.trim() !== (enteredReference ?? '');
    await approve.mutateAsync({
      ...(changed && reference.trim() !== '' && { reference: reference.trim() }),
      ...(reason.trim() !== '' && { reason: reason.trim() }),
    });
    notifications.show({ color: 'green', message: `Approved: ${packageName} for ${customerName}.` });
    onClose();
  });
  const amount = formatMoney(amountMinor, currency);
  return (
    <DecisionDialog
      title={`Approve ${amount} from ${customerName}?`}
      label="Approve"
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      fault={fault}
    >
      <p>
        {amount} counts as paid, and {customerName} is given {packageName}. This cannot be undone; what is
        paid back can be recorded as a refund.
      </p>
      {isWrongMoney(payment) && (
        <Alert color="yellow" variant="light">
          {toldMoney(payment)} arrived, as {method.name} says. Approving counts it as {amount} all the same.
        </Alert>
      )}
      <RenewalPreview customerId={payment.customerId} servicePackageId={payment.servicePackageId} />
      {method.kind === 'reference' && (
        <TextInput
          label="Reference of the transfer"
          name="reference"
          description="As it stands on your statement. Each counts once."
          autoComplete="off"
          dir="ltr"
          classNames={{ input: 'mono' }}
          {...form.getInputProps('reference')}
        />
      )}
      <TextInput
        label="Note"
        name="reason"
        description="For the record; nothing need be said."
        autoComplete="off"
        {...form.getInputProps('reason')}
      />
    </DecisionDialog>
  );
}
