import { customerKinds } from '@gatehouse/domain/access/access-facts';
import type { ServicePackage } from '../../api/types.ts';
import type { ListColumn, ListFilter } from '../../parts/data-list/list-types.ts';
import { formatVolume } from '../../parts/format/amounts.ts';
import { formatDuration } from '../../parts/format/duration.ts';
import { formatMoney } from '../../parts/format/money.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { Quiet } from '../../parts/Quiet.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { BINDING_LABELS, KIND_LABELS } from '../customers/customer-words.ts';
import { describeSpeed, describeValidity } from './describe-package.ts';
import { say } from './texts.ts';

export const packageFilters: readonly ListFilter[] = [
  {
    name: 'kind',
    label: say('kind'),
    options: customerKinds.map((kind) => ({ value: kind, label: KIND_LABELS[kind] })),
  },
];

export const packageColumns: readonly ListColumn<ServicePackage>[] = [
  {
    id: 'name',
    title: say('name'),
    width: 160,
    grows: 1,
    sort: 'name',
    phone: 'title',
    cell: ({ name }) => <b style={{ fontWeight: 550 }}>{name}</b>,
  },
  {
    id: 'kind',
    title: say('kind'),
    width: 84,
    rank: 3,
    phone: 'side',
    cell: ({ kind }) => KIND_LABELS[kind],
  },
  {
    id: 'speed',
    title: say('speed'),
    width: 210,
    grows: 2,
    rank: 2,
    phone: 'line',
    cell: describeSpeed,
  },
  {
    id: 'validity',
    title: say('runsFor'),
    width: 196,
    grows: 1,
    rank: 2,
    phone: 'line',
    cell: (item) => describeValidity(item) ?? say('noEnd'),
  },
  {
    id: 'online',
    title: say('timeOnline'),
    width: 124,
    rank: 4,
    phone: 'line',
    cell: ({ onlineSeconds }) =>
      onlineSeconds === null ? <Quiet text={null} /> : say('online', { span: formatDuration(onlineSeconds) }),
  },
  {
    id: 'quota',
    title: say('volume'),
    width: 100,
    rank: 4,
    phone: 'line',
    cell: ({ quotaBytes }) => (quotaBytes === null ? <Quiet text={null} /> : formatVolume(quotaBytes)),
  },
  {
    id: 'devices',
    title: say('devices'),
    width: 84,
    rank: 4,
    align: 'end',
    cell: ({ deviceLimit }) => (deviceLimit === null ? <Quiet text={null} /> : formatNumber(deviceLimit)),
  },
  {
    id: 'binding',
    title: say('macBinding'),
    width: 112,
    rank: 5,
    cell: ({ macBinding }) => <Quiet text={macBinding === null ? null : BINDING_LABELS[macBinding].label} />,
  },
  {
    id: 'price',
    title: say('price'),
    width: 112,
    rank: 3,
    align: 'end',
    cell: ({ priceMinor, currency, trial }) => {
      if (priceMinor === 0) return trial ? say('freeTrial') : say('free');
      return priceMinor === null || currency === null ? (
        <Quiet text={null} />
      ) : (
        formatMoney(priceMinor, currency)
      );
    },
  },
  {
    id: 'customers',
    title: say('customers'),
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
