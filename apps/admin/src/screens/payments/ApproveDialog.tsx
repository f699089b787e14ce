import { Alert, Checkbox, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { formatMoney } from '../../parts/format/money.ts';
import { AmountField } from '../../parts/form/AmountField.tsx';
import { DecisionDialog } from '../../parts/form/DecisionDialog.tsx';
import { moneyFault, readMoney, writeMoney } from '../../parts/form/money-amount.ts';
import { textFault } from '../../parts/form/text-faults.ts';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { RenewalPreview } from '../packages/RenewalPreview.tsx';
import { isAfterDecision, toldMoney } from './payment-words.ts';
import type { Payment } from './payment-types.ts';
import { noteFault, REFERENCE_LENGTH_MAX } from './payment-faults.ts';
import { usePaymentStep } from './use-payments.ts';

type Props = { readonly payment: Payment; readonly onClose: () => void };

/** The server calls an amount by its unit. */
const SERVER_NAMES = { receivedMinor: { field: 'received' } };

/** Somebody has seen the money. */
export function ApproveDialog({ payment, onClose }: Props) {
  const { customerName, packageName, enteredReference, method, sameReferenceId, toldMinor } = payment;
  const approve = usePaymentStep(payment.id, 'approve');
  const asked = formatMoney(payment.amountMinor, payment.currency);
  const minor = toldMinor ?? payment.amountMinor;
  const currency = payment.toldCurrency ?? payment.currency;
  // What the provider told is not for anybody to say otherwise.
  const isTyped = toldMinor === null || isAfterDecision(payment);
  const form = useEntryForm({
    initialValues: {
      received: writeMoney(minor, currency),
      reference: enteredReference ?? '',
      sameReferenceToo: false,
      reason: '',
    },
    validate: {
      received: (typed) => (isTyped ? receivedFault(typed, currency) : null),
      reference: (text) => textFault(text, REFERENCE_LENGTH_MAX),
      reason: (text) => noteFault(text),
    },
  });
  const { onSubmit, saving, fault, code } = useSaveForm(
    form,
    async ({ received, reference, sameReferenceToo, reason }) => {
      const seen = readMoney(received, currency);
      await approve.mutateAsync({
        ...(seen !== minor && { receivedMinor: seen }),
        ...(reference.trim() !== '' && { reference: reference.trim() }),
        ...(sameReferenceToo && { sameReferenceToo }),
        ...(reason.trim() !== '' && { reason: reason.trim() }),
      });
      notifications.show({ color: 'green', message: `Approved: ${packageName} for ${customerName}.` });
      onClose();
    },
    SERVER_NAMES,
  );
  return (
    <DecisionDialog
      title={`Approve ${formatMoney(minor, currency)} from ${customerName}?`}
      label="Approve"
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      fault={fault}
    >
      <p>
        What arrived counts as paid, and {customerName} is given {packageName}. This cannot be undone; what is
        paid back can be recorded as a refund.
      </p>
      {toldMinor !== null && (
        <Alert color="yellow" variant="light">
          {toldMoney(payment)} arrived, as {method.name} says, and {asked} was asked for.
        </Alert>
      )}
      <RenewalPreview customerId={payment.customerId} servicePackageId={payment.servicePackageId} />
      {isTyped && (
        <AmountField
          label="What arrived"
          name="received"
          unit={currency}
          description={toldMinor === null ? 'Counts in the sales and on the receipt.' : AFTER}
          field={form.getInputProps('received')}
        />
      )}
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
      {(sameReferenceId !== null || code === 'reference-taken') && (
        <Checkbox
          label="Count this transfer here too"
          description={`${sameReferenceId === null ? 'Another payment' : `Payment ${sameReferenceId}`} has the same reference. Only if one transfer was meant for both.`}
          {...form.getInputProps('sameReferenceToo', { type: 'checkbox' })}
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

const MORE = 'Say how much arrived.';
const AFTER = 'What is new of it: without what was paid back before.';

function receivedFault(typed: string, currency: string): string | null {
  const isNothing = typed.trim() === '' || readMoney(typed, currency) === 0;
  return isNothing ? MORE : moneyFault(typed, currency);
}
