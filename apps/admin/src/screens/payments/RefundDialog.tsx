import type { Money } from '@gatehouse/domain/money';
import { Checkbox, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { formatMoney } from '../../parts/format/money.ts';
import { AmountField } from '../../parts/form/AmountField.tsx';
import { DecisionDialog } from '../../parts/form/DecisionDialog.tsx';
import { moneyFault, readMoney, writeMoney } from '../../parts/form/money-amount.ts';
import { ReasonField } from '../../parts/form/ReasonField.tsx';
import { textFault } from '../../parts/form/text-faults.ts';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { REFERENCE_LENGTH_MAX, decisionFault } from './payment-faults.ts';
import type { Payment } from './payment-types.ts';
import { countedMoney } from './payment-words.ts';
import { usePaymentStep } from './use-payments.ts';
import { say } from './texts.ts';

type Props = { readonly payment: Payment; readonly onClose: () => void };

/** The server calls an amount by its unit. */
const SERVER_NAMES = { amountMinor: { field: 'amount' } };

/** Puts on record what was paid back. Gatehouse itself sends no money. */
export function RefundDialog({ payment, onClose }: Props) {
  const { customerName, packageName, subscriptionId, method } = payment;
  const { minor: amountMinor, currency } = arrivedOf(payment);
  const refund = usePaymentStep(payment.id, 'refund');
  const form = useEntryForm({
    initialValues: {
      amount: writeMoney(amountMinor, currency),
      reason: '',
      reference: '',
      endPackage: subscriptionId !== null,
    },
    validate: {
      amount: (typed) => (readMoney(typed, currency) === 0 ? say('sayHowMuchPaidBack') : fullFault(typed)),
      reason: decisionFault,
      reference: (text) => textFault(text, REFERENCE_LENGTH_MAX),
    },
  });
  function fullFault(typed: string): string | null {
    return typed.trim() === '' ? say('sayHowMuchPaidBack') : moneyFault(typed, currency, amountMinor);
  }
  const { onSubmit, saving, fault } = useSaveForm(
    form,
    async ({ amount, reason, reference, endPackage }) => {
      await refund.mutateAsync({
        amountMinor: readMoney(amount, currency),
        reason: reason.trim(),
        ...(reference.trim() !== '' && { reference: reference.trim() }),
        ...(subscriptionId !== null && { endPackage }),
      });
      notifications.show({ color: 'green', message: say('refundRecorded', { customer: customerName }) });
      onClose();
    },
    SERVER_NAMES,
  );
  return (
    <DecisionDialog
      title={say('refundQuestion', { customer: customerName })}
      label={say('recordTheRefund')}
      red
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      fault={fault}
    >
      <p>{say('refundEffect', { method: method.name, amount: formatMoney(amountMinor, currency) })}</p>
      <AmountField
        label={say('paidBack')}
        name="amount"
        unit={currency}
        field={form.getInputProps('amount')}
      />
      <ReasonField first field={form.getInputProps('reason')} />
      <TextInput
        label={say('repaymentReference')}
        name="reference"
        autoComplete="off"
        dir="ltr"
        classNames={{ input: 'mono' }}
        {...form.getInputProps('reference')}
      />
      {subscriptionId !== null && (
        <Checkbox
          label={say('endPackageNow', { package: packageName })}
          description={say('otherwiseGoesOn')}
          {...form.getInputProps('endPackage', { type: 'checkbox' })}
        />
      )}
    </DecisionDialog>
  );
}

/** What there is to be paid back: what counts, or what waits for a word. */
function arrivedOf(payment: Payment): Money {
  const { state, toldMinor, toldCurrency } = payment;
  return state === 'to-approve' && toldMinor !== null && toldCurrency !== null
    ? { minor: toldMinor, currency: toldCurrency }
    : countedMoney(payment);
}
