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
import { say } from './texts.ts';

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
      const message = say('approved', { package: packageName, customer: customerName });
      notifications.show({ color: 'green', message });
      onClose();
    },
    SERVER_NAMES,
  );
  return (
    <DecisionDialog
      title={say('approveQuestion', { amount: formatMoney(minor, currency), customer: customerName })}
      label={say('approve')}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      fault={fault}
    >
      <p>{say('approveEffect', { customer: customerName, package: packageName })}</p>
      {toldMinor !== null && (
        <Alert color="yellow" variant="light">
          {say('arrivedNotAsked', { told: toldMoney(payment), method: method.name, asked })}
        </Alert>
      )}
      <RenewalPreview customerId={payment.customerId} servicePackageId={payment.servicePackageId} />
      {isTyped && (
        <AmountField
          label={say('whatArrived')}
          name="received"
          unit={currency}
          description={toldMinor === null ? say('arrivedHelp') : say('arrivedAfterHelp')}
          field={form.getInputProps('received')}
        />
      )}
      {method.kind === 'reference' && (
        <TextInput
          label={say('transferReference')}
          name="reference"
          description={say('transferReferenceHelp')}
          autoComplete="off"
          dir="ltr"
          classNames={{ input: 'mono' }}
          {...form.getInputProps('reference')}
        />
      )}
      {(sameReferenceId !== null || code === 'reference-taken') && (
        <Checkbox
          label={say('countHereToo')}
          description={
            sameReferenceId === null ? say('anotherHasSame') : say('paymentHasSame', { id: sameReferenceId })
          }
          {...form.getInputProps('sameReferenceToo', { type: 'checkbox' })}
        />
      )}
      <TextInput
        label={say('note')}
        name="reason"
        description={say('noteHelp')}
        autoComplete="off"
        {...form.getInputProps('reason')}
      />
    </DecisionDialog>
  );
}

function receivedFault(typed: string, currency: string): string | null {
  const isNothing = typed.trim() === '' || readMoney(typed, currency) === 0;
  return isNothing ? say('sayHowMuchArrived') : moneyFault(typed, currency);
}
