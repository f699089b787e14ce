import { notifications } from '@mantine/notifications';
import { formatMoney } from '../../parts/format/money.ts';
import { DecisionDialog } from '../../parts/form/DecisionDialog.tsx';
import { ReasonField } from '../../parts/form/ReasonField.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { decisionFault } from './payment-faults.ts';
import type { Payment } from './payment-types.ts';
import { toldMoney } from './payment-words.ts';
import { usePaymentStep } from './use-payments.ts';

type Props = { readonly payment: Payment; readonly onClose: () => void };

export function RefuseDialog({ payment, onClose }: Props) {
  const { customerName, amountMinor, currency, packageName, reviewReason } = payment;
  const staysRefunded = reviewReason === 'after-refund';
  const refuse = usePaymentStep(payment.id, 'refuse');
  const form = useEntryForm({ initialValues: { reason: '' }, validate: { reason: decisionFault } });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ reason }) => {
    await refuse.mutateAsync({ reason: reason.trim() });
    notifications.show({
      message: staysRefunded ? 'Left as it is: refunded.' : `Refused. ${customerName} was given nothing.`,
    });
    onClose();
  });
  return (
    <DecisionDialog
      title={
        staysRefunded
          ? `Leave ${toldMoney(payment)} from ${customerName}?`
          : `Refuse ${formatMoney(amountMinor, currency)} from ${customerName}?`
      }
      label={staysRefunded ? 'Leave it' : 'Refuse'}
      red
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      fault={fault}
    >
      <p>
        {staysRefunded
          ? 'The payment stays as it was refunded; what arrived since counts nowhere.'
          : `${customerName} is not given ${packageName}. Should the money arrive after all, the payment can still be approved.`}
      </p>
      <ReasonField
        first
        placeholder={staysRefunded ? 'It is the same money' : 'No such transfer on our statement'}
        field={form.getInputProps('reason')}
      />
    </DecisionDialog>
  );
}
