import type { NasWithHealth } from '../../api/types.ts';
import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { routerVerdicts } from './router-verdict.ts';
import { VendorLabel } from './VendorLabel.tsx';

export const routerColumns: readonly ListColumn<NasWithHealth>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 160,
    grows: 1,
    sort: 'name',
    phone: 'title',
    cell: ({ name }) => <b style={{ fontWeight: 550 }}>{name}</b>,
  },
  {
    id: 'address',
    title: 'Address',
    width: 150,
    sort: 'address',
    phone: 'line',
    cell: ({ address }) => <code>{address}</code>,
  },
  {
    id: 'health',
    title: 'Health',
    width: 220,
    grows: 1,
    phone: 'line',
    cell: ({ health }) => {
      const [first, ...more] = routerVerdicts(health);
      if (!first) return null;
      return (
        <StateMark meaning={first.meaning}>
          {first.label}
          {more.length > 0 && ` and ${more.length} more`}
        </StateMark>
      );
    },
  },
  {
    id: 'heard',
    title: 'Last request',
    width: 120,
    rank: 2,
    phone: 'side',
    cell: ({ health }) => <RelativeTime at={health.lastRequestAt} never="Never" />,
  },
  { id: 'vendor', title: 'Vendor', width: 180, rank: 4, cell: ({ vendor }) => <VendorLabel id={vendor} /> },
  {
    id: 'zone',
    title: 'Zone',
    width: 130,
    rank: 3,
    cell: ({ zoneName }) =>
      zoneName === null ? (
        <Quiet text={null} />
      ) : (
        <RowLink to="/zones" search={{ search: zoneName }}>
          {zoneName}
        </RowLink>
      ),
  },
];
