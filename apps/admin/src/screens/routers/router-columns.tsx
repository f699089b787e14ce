import type { NasWithHealth } from '../../api/types.ts';
import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { routerVerdicts } from './router-verdict.ts';
import { say } from './texts.ts';
import { VendorLabel } from './VendorLabel.tsx';

export const routerColumns: readonly ListColumn<NasWithHealth>[] = [
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
    id: 'address',
    title: say('address'),
    width: 150,
    sort: 'address',
    phone: 'line',
    cell: ({ address }) => <code dir="ltr">{address}</code>,
  },
  {
    id: 'health',
    title: say('health'),
    width: 220,
    grows: 1,
    phone: 'line',
    cell: ({ health }) => {
      const [first, ...more] = routerVerdicts(health);
      if (!first) return null;
      return (
        <StateMark meaning={first.meaning}>
          {more.length === 0 ? first.label : say('andMore', { first: first.label, number: more.length })}
        </StateMark>
      );
    },
  },
  {
    id: 'heard',
    title: say('lastRequest'),
    width: 120,
    rank: 2,
    phone: 'side',
    cell: ({ health }) => <RelativeTime at={health.lastRequestAt} never={say('never')} />,
  },
  {
    id: 'vendor',
    title: say('vendor'),
    width: 180,
    rank: 4,
    cell: ({ vendor }) => <VendorLabel id={vendor} />,
  },
  {
    id: 'zone',
    title: say('zone'),
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
