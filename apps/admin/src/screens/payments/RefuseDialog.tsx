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
import { say } from './texts.ts';

type Props = { readonly payment: Payment; readonly onClose: () => void };

export function RefuseDialog({ payment, onClose }: Props) {
  const { customerName, amountMinor, currency, packageName, reviewReason } = payment;
  const staysRefunded = reviewReason === 'after-refund';
  const refuse = usePaymentStep(payment.id, 'refuse');
  const form = useEntryForm({ initialValues: { reason: '' }, validate: { reason: decisionFault } });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ reason }) => {
    await refuse.mutateAsync({ reason: reason.trim() });
    notifications.show({
      message: staysRefunded ? say('leftRefunded') : say('refused', { customer: customerName }),
    });
    onClose();
  });
  return (
    <DecisionDialog
      title={
        staysRefunded
          ? say('leaveQuestion', { amount: toldMoney(payment), customer: customerName })
          : say('refuseQuestion', { amount: formatMoney(amountMinor, currency), customer: customerName })
      }
      label={staysRefunded ? say('leaveIt') : say('refuse')}
      red
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      fault={fault}
    >
      <p>
        {staysRefunded
          ? say('leaveEffect')
          : say('refuseEffect', { customer: customerName, package: packageName })}
      </p>
      <ReasonField
        first
        placeholder={staysRefunded ? say('sameMoney') : say('noSuchTransfer')}
        field={form.getInputProps('reason')}
      />
    </DecisionDialog>
  );
}
