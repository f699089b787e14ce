import { formatMoney } from '../../parts/format/money.ts';
import classes from './Receipt.module.css';
import type { PaymentDetail } from './payment-types.ts';
import { countedMoney } from './payment-words.ts';

const dateAndTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });

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
      <h2>{payment.state === 'refunded' ? 'Receipt, with refund' : 'Receipt'}</h2>
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
          <span>Paid</span> <b>{formatMoney(minor, currency)}</b>
        </p>
      )}
      {refundedMinor !== null && payment.refundedAt !== null && (
        <p className={classes['total']}>
          <span>Paid back, {dateAndTime.format(Date.parse(payment.refundedAt))}</span>{' '}
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
    ['Number', id],
    ...(paidAt === null ? [] : [['Date', dateAndTime.format(Date.parse(paidAt))] as const]),
    ['Customer', customerName === customerUsername ? customerName : `${customerName} (${customerUsername})`],
    ['For', packageName],
    ...validity(subscription),
    ...(zone === null ? [] : [['Place', zone.name] as const]),
    ['Paid by', method.name],
    ...(reference === null ? [] : [['Reference', reference] as const]),
  ];
}

function validity(subscription: PaymentDetail['subscription']): readonly (readonly [string, string])[] {
  if (subscription === null) return [];
  const { startsAt, endsAt, waitingSeconds } = subscription;
  if (waitingSeconds !== null) return [['Runs', 'from the first login']];
  return [
    ['Runs from', dateAndTime.format(Date.parse(startsAt))],
    ...(endsAt === null ? [] : [['Until', dateAndTime.format(Date.parse(endsAt))] as const]),
  ];
}
