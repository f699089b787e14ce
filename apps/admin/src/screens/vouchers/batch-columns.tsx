import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { formatMoney } from '../../parts/format/money.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import type { Voucher, VoucherBatch } from './voucher-types.ts';
import { STATE_LABELS } from './voucher-words.ts';
import { say, show } from './texts.ts';

const count = (value: number) => (value === 0 ? <Quiet text="0" /> : formatNumber(value));

export const batchColumns: readonly ListColumn<VoucherBatch>[] = [
  {
    id: 'name',
    title: say('batch'),
    width: 170,
    grows: 2,
    sort: 'name',
    phone: 'title',
    cell: ({ name, revokedAt }) => {
      const shown = <b style={{ fontWeight: 550 }}>{name}</b>;
      return revokedAt === null ? shown : show('nameRevoked', { name: shown });
    },
  },
  {
    id: 'package',
    title: say('package'),
    width: 130,
    grows: 1,
    rank: 3,
    phone: 'line',
    cell: ({ servicePackageName }) => <Quiet text={servicePackageName} />,
  },
  {
    id: 'price',
    title: say('soldFor'),
    width: 110,
    align: 'end',
    rank: 4,
    cell: ({ amountMinor, currency }) =>
      amountMinor === null || currency === null ? <Quiet text={null} /> : formatMoney(amountMinor, currency),
  },
  { id: 'count', title: say('made'), width: 76, align: 'end', cell: ({ count }) => formatNumber(count) },
  {
    id: 'redeemed',
    title: say('redeemed'),
    width: 92,
    align: 'end',
    phone: 'side',
    cell: ({ redeemed, count }) => say('redeemedOf', { redeemed, made: count }),
  },
  { id: 'open', title: say('left'), width: 76, align: 'end', rank: 2, cell: ({ open }) => count(open) },
  {
    id: 'revoked',
    title: say('revoked'),
    width: 96,
    align: 'end',
    rank: 5,
    cell: ({ revoked }) => count(revoked),
  },
  {
    id: 'expired',
    title: say('tooLate'),
    width: 96,
    align: 'end',
    rank: 5,
    cell: ({ expired }) => count(expired),
  },
  {
    id: 'sold',
    title: say('redeemedFor'),
    width: 130,
    align: 'end',
    rank: 3,
    phone: 'line',
    cell: ({ redeemedMinor, currency }) =>
      redeemedMinor === null || currency === null ? (
        <Quiet text={null} />
      ) : (
        formatMoney(redeemedMinor, currency)
      ),
  },
  {
    id: 'created',
    title: say('madeOn'),
    width: 144,
    rank: 4,
    sort: 'createdAt',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} day />,
  },
];

export const voucherColumns: readonly ListColumn<Voucher>[] = [
  {
    id: 'serial',
    title: say('number'),
    width: 70,
    align: 'end',
    sort: 'serial',
    phone: 'title',
    cell: ({ serial }) => formatNumber(serial),
  },
  {
    id: 'state',
    title: say('state'),
    width: 130,
    phone: 'side',
    cell: ({ state }) => (
      <StateMark meaning={STATE_LABELS[state].meaning}>{STATE_LABELS[state].label}</StateMark>
    ),
  },
  {
    id: 'customer',
    title: say('redeemedBy'),
    width: 170,
    grows: 2,
    phone: 'line',
    cell: ({ customer }) =>
      customer === null ? (
        <Quiet text={null} />
      ) : (
        <RowLink to="/customers/$customerId" params={{ customerId: customer.id }}>
          {customer.name}
        </RowLink>
      ),
  },
  {
    id: 'zone',
    title: say('where'),
    width: 120,
    grows: 1,
    rank: 2,
    phone: 'line',
    cell: ({ zone }) => <Quiet text={zone?.name ?? null} />,
  },
  {
    id: 'redeemed',
    title: say('when'),
    width: 144,
    rank: 2,
    phone: 'line',
    cell: ({ redeemedAt }) => <RelativeTime at={redeemedAt} day />,
  },
];
