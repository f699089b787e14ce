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
      amount: (typed) => (readMoney(typed, currency) === 0 ? MORE : fullFault(typed)),
      reason: decisionFault,
      reference: (text) => textFault(text, REFERENCE_LENGTH_MAX),
    },
  });
  function fullFault(typed: string): string | null {
    return typed.trim() === '' ? MORE : moneyFault(typed, currency, amountMinor);
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
      notifications.show({ color: 'green', message: `The refund to ${customerName} is on record.` });
      onClose();
    },
    SERVER_NAMES,
  );
  return (
    <DecisionDialog
      title={`Record a refund to ${customerName}?`}
      label="Record the refund"
      red
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      fault={fault}
    >
      <p>
        Pay it back first, where it came from ({method.name}): this only puts it on record, and takes it out
        of the sales. {formatMoney(amountMinor, currency)} arrived.
      </p>
      <AmountField label="Paid back" name="amount" unit={currency} field={form.getInputProps('amount')} />
      <ReasonField first field={form.getInputProps('reason')} />
      <TextInput
        label="Reference of the repayment"
        name="reference"
        autoComplete="off"
        dir="ltr"
        classNames={{ input: 'mono' }}
        {...form.getInputProps('reference')}
      />
      {subscriptionId !== null && (
        <Checkbox
          label={`End ${packageName} now`}
          description="Otherwise it goes on to its end."
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

const MORE = 'Say how much was paid back.';
