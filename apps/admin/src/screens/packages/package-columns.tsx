import { customerKinds } from '@gatehouse/domain/access/access-facts';
import { formatDuration, formatVolume } from '@gatehouse/domain/service-packages/describe-amounts';
import { describeSpeed, describeValidity } from '@gatehouse/domain/service-packages/describe-service-package';
import type { ServicePackage } from '../../api/types.ts';
import type { ListColumn, ListFilter } from '../../parts/data-list/list-types.ts';
import { formatMoney } from '../../parts/format/money.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { Quiet } from '../../parts/Quiet.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { BINDING_LABELS, KIND_LABELS } from '../customers/customer-words.ts';

export const packageFilters: readonly ListFilter[] = [
  {
    name: 'kind',
    label: 'Kind',
    options: customerKinds.map((kind) => ({ value: kind, label: KIND_LABELS[kind] })),
  },
];

export const packageColumns: readonly ListColumn<ServicePackage>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 160,
    grows: 1,
    sort: 'name',
    phone: 'title',
    cell: ({ name }) => <b style={{ fontWeight: 550 }}>{name}</b>,
  },
  { id: 'kind', title: 'Kind', width: 84, rank: 3, phone: 'side', cell: ({ kind }) => KIND_LABELS[kind] },
  {
    id: 'speed',
    title: 'Speed',
    width: 210,
    grows: 1,
    rank: 2,
    phone: 'line',
    cell: describeSpeed,
  },
  {
    id: 'validity',
    title: 'Runs for',
    width: 196,
    rank: 2,
    phone: 'line',
    cell: (item) => describeValidity(item) ?? 'No end',
  },
  {
    id: 'online',
    title: 'Time online',
    width: 112,
    rank: 4,
    phone: 'line',
    cell: ({ onlineSeconds }) =>
      onlineSeconds === null ? <Quiet text={null} /> : `${formatDuration(onlineSeconds)} online`,
  },
  {
    id: 'quota',
    title: 'Volume',
    width: 100,
    rank: 4,
    phone: 'line',
    cell: ({ quotaBytes }) => (quotaBytes === null ? <Quiet text={null} /> : formatVolume(quotaBytes)),
  },
  {
    id: 'devices',
    title: 'Devices',
    width: 84,
    rank: 4,
    align: 'end',
    cell: ({ deviceLimit }) => deviceLimit ?? <Quiet text={null} />,
  },
  {
    id: 'binding',
    title: 'MAC binding',
    width: 112,
    rank: 5,
    cell: ({ macBinding }) => <Quiet text={macBinding === null ? null : BINDING_LABELS[macBinding].label} />,
  },
  {
    id: 'price',
    title: 'Price',
    width: 112,
    rank: 3,
    align: 'end',
    cell: ({ priceMinor, currency, trial }) => {
      if (priceMinor === 0) return trial ? 'Free trial' : 'Free';
      return priceMinor === null || currency === null ? (
        <Quiet text={null} />
      ) : (
        formatMoney(priceMinor, currency)
      );
    },
  },
  {
    id: 'customers',
    title: 'Customers',
    width: 100,
    rank: 3,
    align: 'end',
    cell: ({ id, customerCount }) =>
      customerCount === 0 ? (
        <Quiet text="0" />
      ) : (
        <RowLink to="/customers" search={{ servicePackageId: id }}>
          {formatNumber(customerCount)}
        </RowLink>
      ),
  },
];
