import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type Fact, FactList } from '../../parts/FactList.tsx';
import { formatMoney } from '../../parts/format/money.ts';
import { NotRead } from '../../parts/NotRead.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { SideSheet } from '../../parts/SideSheet.tsx';
import { PaymentActions } from './PaymentActions.tsx';
import { PaymentState } from './PaymentState.tsx';
import { PaymentStory } from './PaymentStory.tsx';
import classes from './Payments.module.css';
import type { PaymentDetail } from './payment-types.ts';
import { countedMoney, describeNeed, stateOf } from './payment-words.ts';
import { usePayment } from './use-payments.ts';
import { say, show } from './texts.ts';

type Props = { readonly paymentId: string; readonly onClose: () => void };

/** One payment: what it waits for, what can be done, what is known, and its story. */
export function PaymentDrawer({ paymentId, onClose }: Props) {
  const { data: payment, error, refetch } = usePayment(paymentId);
  return (
    <SideSheet title={say('payment')} onClose={onClose} width={560}>
      {!payment && !error && <Skeleton h={320} />}
      {!payment && error && (
        <NotRead title={say('paymentNotRead')} heading={false} error={error} onRetry={() => void refetch()} />
      )}
      {payment && <Shown payment={payment} />}
    </SideSheet>
  );
}

function Shown({ payment }: { readonly payment: PaymentDetail }) {
  const need = describeNeed(payment);
  const counted = countedMoney(payment);
  return (
    <>
      <div className={classes['need']} data-meaning={stateOf(payment).meaning}>
        <p className={classes['amount']}>{formatMoney(counted.minor, counted.currency)}</p>
        <PaymentState payment={payment} />
        {need !== null && <p>{need}</p>}
        <div className={classes['ways']}>
          <PaymentActions payment={payment} />
        </div>
      </div>
      <FactList facts={paymentFacts(payment)} />
      <PaymentStory payment={payment} />
    </>
  );
}

function paymentFacts(payment: PaymentDetail): readonly Fact[] {
  const { id, customerId, customerName, customerPhone, zone, method } = payment;
  return [
    [say('number'), id],
    ...continuedFacts(payment),
    ...askedFacts(payment),
    [
      say('customer'),
      <Link key="c" to="/customers/$customerId" params={{ customerId }}>
        <bdi>{customerName}</bdi>
      </Link>,
    ],
    ...(customerPhone === null
      ? []
      : [
          [
            say('phone'),
            <span key="p" dir="ltr">
              {customerPhone}
            </span>,
          ] as const,
        ]),
    [say('package'), payment.packageName],
    ...givenFacts(payment),
    [say('by'), method.name],
    ...(zone === null ? [] : [[say('zone'), zone.name] as const]),
    ...referenceFacts(payment),
    [say('begun'), <RelativeTime key="b" at={payment.createdAt} day />],
    ...(payment.paidAt === null
      ? []
      : [[say('paid'), <RelativeTime key="p" at={payment.paidAt} day />] as const]),
    ...decisionFacts(payment),
    ...refundFacts(payment),
  ];
}

/** Money that came after another payment's refund. */
function continuedFacts({ continuesId }: PaymentDetail): readonly Fact[] {
  if (continuesId === null) return [];
  return [
    [
      say('cameAfterRefundOf'),
      <Link key="a" to="/payments/$paymentId" params={{ paymentId: continuesId }}>
        {say('paymentNumbered', { id: continuesId })}
      </Link>,
    ],
  ];
}

/** Where something else has arrived, and counts. */
function askedFacts(payment: PaymentDetail): readonly Fact[] {
  const { amountMinor, currency } = payment;
  const counted = countedMoney(payment);
  if (counted.minor === amountMinor && counted.currency === currency) return [];
  return [[say('askedFor'), formatMoney(amountMinor, currency)]];
}

function givenFacts({ subscription }: PaymentDetail): readonly Fact[] {
  if (subscription === null) return [];
  const { startsAt, endsAt, waitingSeconds } = subscription;
  if (waitingSeconds !== null) return [[say('givenFact'), say('runsFromFirstLogin')]];
  return [
    [say('runsFrom'), <RelativeTime key="f" at={startsAt} day />],
    [say('until'), <RelativeTime key="u" at={endsAt} day never={say('whenSomeoneEndsIt')} />],
  ];
}

function referenceFacts({ enteredReference, providerReference, method }: PaymentDetail): readonly Fact[] {
  const references: readonly (readonly [string, string | null])[] = [
    [say('referenceTyped'), enteredReference],
    [say('referenceOf', { method: method.name }), providerReference],
  ];
  return references.flatMap(([name, reference]) =>
    reference === null ? [] : [[name, <code key={name}>{reference}</code>] as const],
  );
}

function decisionFacts({ decidedBy, decidedAt, decisionReason }: PaymentDetail): readonly Fact[] {
  if (decidedBy === null) return [];
  return [
    [
      say('decidedBy'),
      <span key="d">{show('whoWhen', { who: decidedBy, when: <RelativeTime at={decidedAt} day /> })}</span>,
    ],
    ...(decisionReason === null ? [] : [[say('note'), decisionReason] as const]),
  ];
}

function refundFacts(payment: PaymentDetail): readonly Fact[] {
  const { refundedMinor, refundedBy, refundedAt, refundReason, refundReference } = payment;
  const { currency } = countedMoney(payment);
  if (refundedMinor === null) return [];
  return [
    [say('paidBack'), formatMoney(refundedMinor, currency)],
    [
      say('recordedBy'),
      <span key="r">{show('whoWhen', { who: refundedBy, when: <RelativeTime at={refundedAt} day /> })}</span>,
    ],
    [say('whyPaidBack'), refundReason],
    ...(refundReference === null
      ? []
      : [[say('repaymentReference'), <code key="f">{refundReference}</code>] as const]),
  ];
}
