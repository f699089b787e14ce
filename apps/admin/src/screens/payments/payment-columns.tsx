import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { formatMoney } from '../../parts/format/money.ts';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { PaymentState } from './PaymentState.tsx';
import type { Payment } from './payment-types.ts';
import { countedMoney } from './payment-words.ts';
import { say } from './texts.ts';

const who: ListColumn<Payment> = {
  id: 'who',
  title: say('customer'),
  width: 160,
  grows: 2,
  phone: 'title',
  cell: ({ customerId, customerName }) => (
    <RowLink to="/customers/$customerId/payments" params={{ customerId }}>
      {customerName}
    </RowLink>
  ),
};

const what: ListColumn<Payment> = {
  id: 'package',
  title: say('package'),
  width: 130,
  grows: 2,
  rank: 2,
  phone: 'line',
  cell: ({ packageName }) => <Quiet text={packageName} />,
};

const columns: readonly ListColumn<Payment>[] = [
  {
    id: 'at',
    title: say('begun'),
    width: 144,
    rank: 5,
    cell: ({ createdAt }) => <RelativeTime at={createdAt} day />,
  },
  {
    id: 'state',
    title: say('state'),
    width: 136,
    grows: 1,
    phone: 'line',
    cell: (payment) => <PaymentState payment={payment} />,
  },
  who,
  what,
  {
    id: 'amount',
    title: say('amount'),
    width: 124,
    align: 'end',
    phone: 'side',
    cell: (payment) => {
      const { minor, currency } = countedMoney(payment);
      return formatMoney(minor, currency);
    },
  },
  {
    id: 'method',
    title: say('by'),
    width: 116,
    grows: 1,
    rank: 4,
    phone: 'line',
    cell: ({ method }) => <Quiet text={method.name} />,
  },
  {
    id: 'reference',
    title: say('reference'),
    width: 140,
    grows: 1,
    rank: 3,
    phone: 'line',
    cell: ({ enteredReference, providerReference }) => {
      const reference = enteredReference ?? providerReference;
      return reference === null ? <Quiet text={null} /> : <code title={reference}>{reference}</code>;
    },
  },
  {
    id: 'zone',
    title: say('zone'),
    width: 110,
    grows: 1,
    rank: 6,
    cell: ({ zone }) => <Quiet text={zone?.name ?? null} />,
  },
];

export const paymentColumns = columns;
export const ownPaymentColumns = columns
  .filter((column) => column !== who)
  .map((column) => (column === what ? ({ ...column, phone: 'title', rank: 1 } as const) : column));
