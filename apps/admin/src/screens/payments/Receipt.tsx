import { dateLocale } from '../../languages/current.ts';
import { formatMoney } from '../../parts/format/money.ts';
import classes from './Receipt.module.css';
import type { PaymentDetail } from './payment-types.ts';
import { countedMoney } from './payment-words.ts';
import { say } from './texts.ts';

const dateAndTime = new Intl.DateTimeFormat(dateLocale, { dateStyle: 'long', timeStyle: 'short' });

type Props = { readonly payment: PaymentDetail; readonly paper: string };

/** What the customer takes home: who took how much, for what, when and how. */
export function Receipt({ payment, paper }: Props) {
  const { refundedMinor } = payment;
  const { minor, currency } = countedMoney(payment);
  return (
    <div className={classes['receipt']} data-paper={paper}>
      {payment.house !== null && (
        <p className={classes['house']} dir="auto">
          {payment.house}
        </p>
      )}
      <h2>{payment.state === 'refunded' ? say('receiptWithRefund') : say('receipt')}</h2>
      <dl>
        {rowsOf(payment).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      {payment.paidAt !== null && (
        <p className={classes['total']}>
          <span>{say('paidTotal')}</span> <b>{formatMoney(minor, currency)}</b>
        </p>
      )}
      {refundedMinor !== null && payment.refundedAt !== null && (
        <p className={classes['total']}>
          <span>{say('paidBackOn', { day: dateAndTime.format(Date.parse(payment.refundedAt)) })}</span>{' '}
          <b>{formatMoney(refundedMinor, currency)}</b>
        </p>
      )}
    </div>
  );
}

function rowsOf(payment: PaymentDetail): readonly (readonly [string, string])[] {
  const { id, customerName, customerUsername, packageName, method, paidAt, zone, subscription } = payment;
  const reference = payment.enteredReference ?? payment.providerReference;
  return [
    [say('number'), id],
    ...(paidAt === null ? [] : [[say('date'), dateAndTime.format(Date.parse(paidAt))] as const]),
    [
      say('customer'),
      customerName === customerUsername
        ? customerName
        : say('customerWithUsername', { customer: customerName, username: customerUsername }),
    ],
    [say('for'), packageName],
    ...validity(subscription),
    ...(zone === null ? [] : [[say('place'), zone.name] as const]),
    [say('paidBy'), method.name],
    ...(reference === null ? [] : [[say('reference'), reference] as const]),
  ];
}

function validity(subscription: PaymentDetail['subscription']): readonly (readonly [string, string])[] {
  if (subscription === null) return [];
  const { startsAt, endsAt, waitingSeconds } = subscription;
  if (waitingSeconds !== null) return [[say('runs'), say('fromFirstLogin')]];
  return [
    [say('runsFrom'), dateAndTime.format(Date.parse(startsAt))],
    ...(endsAt === null ? [] : [[say('until'), dateAndTime.format(Date.parse(endsAt))] as const]),
  ];
}
