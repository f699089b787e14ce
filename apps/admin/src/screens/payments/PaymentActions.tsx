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
import { RefundDialog } from './RefundDialog.tsx';
import { RefuseDialog } from './RefuseDialog.tsx';
import { usePaymentStep } from './use-payments.ts';
import { say } from './texts.ts';

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
          {say('approve')}
        </Button>
      )}
      {mayDecide && isNotGranted(payment) && <GiveButton payment={payment} />}
      {mayDecide && payment.method.kind === 'hosted' && mayStep(state, 'ask') && (
        <AskButton payment={payment} />
      )}
      {mayDecide && mayStep(state, 'refuse') && (
        <Button variant="default" onClick={() => setOpen('refuse')}>
          {payment.reviewReason === 'after-refund' ? say('leaveIt') : say('refuse')}
        </Button>
      )}
      {isSettled(payment) && (
        <LinkButton
          to="/payments/$paymentId/receipt"
          params={{ paymentId: payment.id }}
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
        >
          {say('receipt')}
        </LinkButton>
      )}
      {mayRefund && mayStep(state, 'refund') && hasArrived(payment) && (
        <Button variant="default" onClick={() => setOpen('refund')}>
          {say('recordARefund')}
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
  const { packageName, customerName: customer } = payment;
  // Once it is given this button is gone, and what it was told to do then would never be done.
  const onClick = () =>
    give.mutateAsync({}).then(
      () => notifications.show({ color: 'green', message: say('given', { package: packageName, customer }) }),
      (error: unknown) => showError(error, say('notGiven', { package: packageName })),
    );
  return (
    <Button onClick={() => void onClick()} loading={give.isPending}>
      {say('giveThePackage')}
    </Button>
  );
}

/** Asks whether the money has arrived; what came of it stands in the story, and here. */
function AskButton({ payment }: { readonly payment: Payment }) {
  const ask = usePaymentStep(payment.id, 'ask');
  const { name: method } = payment.method;
  const onClick = () =>
    ask.mutateAsync({}).then(
      ({ value }) =>
        notifications.show({
          color: value.state === 'paid' ? 'green' : 'accent',
          message:
            value.state === payment.state
              ? say('askedNothingNew', { method })
              : say(`asked_${value.state}`, { method }),
        }),
      (error: unknown) => showError(error, say('couldNotAsk', { method })),
    );
  return (
    <Button variant="default" onClick={() => void onClick()} loading={ask.isPending}>
      {say('askNow', { method })}
    </Button>
  );
}
