import { mayStep } from '@gatehouse/domain/payments/payment-words';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useMay } from '../../api/use-me.ts';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { showError } from '../../parts/show-error.ts';
import { ApproveDialog } from './ApproveDialog.tsx';
import type { Payment } from './payment-types.ts';
import { STATE_LABELS } from './payment-words.ts';
import { RefundDialog } from './RefundDialog.tsx';
import { RefuseDialog } from './RefuseDialog.tsx';
import { usePaymentStep } from './use-payments.ts';

/** What can be done about a payment as it stands, the likeliest first. */
export function PaymentActions({ payment }: { readonly payment: Payment }) {
  const [open, setOpen] = useState<'approve' | 'refuse' | 'refund' | null>(null);
  const mayDecide = useMay('payments.decide');
  const mayRefund = useMay('payments.refund');
  const { state } = payment;
  const waits = state === 'to-approve';
  const close = () => setOpen(null);
  return (
    <>
      {mayDecide && mayStep(state, 'approve') && (
        <Button variant={waits ? 'filled' : 'default'} onClick={() => setOpen('approve')}>
          Approve
        </Button>
      )}
      {mayDecide && isNotGranted(payment) && <GiveButton payment={payment} />}
      {mayDecide && payment.method.kind === 'hosted' && mayStep(state, 'ask') && (
        <AskButton payment={payment} />
      )}
      {mayDecide && mayStep(state, 'refuse') && (
        <Button variant="default" onClick={() => setOpen('refuse')}>
          {payment.reviewReason === 'after-refund' ? 'Leave it' : 'Refuse'}
        </Button>
      )}
      {isSettled(payment) && (
        <LinkButton
          to="/payments/$paymentId/receipt"
          params={{ paymentId: payment.id }}
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
        >
          Receipt
        </LinkButton>
      )}
      {mayRefund && mayStep(state, 'refund') && hasArrived(payment) && (
        <Button variant="default" onClick={() => setOpen('refund')}>
          Record a refund
        </Button>
      )}
      {open === 'approve' && <ApproveDialog payment={payment} onClose={close} />}
      {open === 'refuse' && <RefuseDialog payment={payment} onClose={close} />}
      {open === 'refund' && <RefundDialog payment={payment} onClose={close} />}
    </>
  );
}

function isSettled({ state }: Payment): boolean {
  return state === 'paid' || state === 'refunded';
}

/** What nobody has sent needs no repayment: it is refused. */
function hasArrived({ state, toldMinor }: Payment): boolean {
  return state !== 'to-approve' || toldMinor !== null;
}

function isNotGranted({ state, notGranted }: Payment): boolean {
  return state === 'paid' && notGranted !== null;
}

function GiveButton({ payment }: { readonly payment: Payment }) {
  const give = usePaymentStep(payment.id, 'grant');
  const { packageName, customerName } = payment;
  // Once it is given this button is gone, and what it was told to do then would never be done.
  const onClick = () =>
    give.mutateAsync({}).then(
      () => notifications.show({ color: 'green', message: `${packageName} given to ${customerName}.` }),
      (error: unknown) => showError(error, `${packageName} could not be given.`),
    );
  return (
    <Button onClick={() => void onClick()} loading={give.isPending}>
      Give the package
    </Button>
  );
}

/** Asks whether the money has arrived; what came of it stands in the story, and here. */
function AskButton({ payment }: { readonly payment: Payment }) {
  const ask = usePaymentStep(payment.id, 'ask');
  const { name } = payment.method;
  const onClick = () =>
    ask.mutateAsync({}).then(
      ({ value }) =>
        notifications.show({
          color: value.state === 'paid' ? 'green' : 'accent',
          message:
            value.state === payment.state
              ? `${name} was asked: nothing new. What it said stands in the story.`
              : `${name} was asked: ${STATE_LABELS[value.state].label.toLowerCase()}.`,
        }),
      (error: unknown) => showError(error, `${name} could not be asked.`),
    );
  return (
    <Button variant="default" onClick={() => void onClick()} loading={ask.isPending}>
      Ask {name} now
    </Button>
  );
}
