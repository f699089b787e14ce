import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatNumber } from '../../parts/format/number.ts';
import classes from './Home.module.css';
import { useCount } from './use-count.ts';

/** A few numbers, each a link to the list behind it. */
export function HomeNumbers() {
  const online = useCount('sessions', '/sessions', { open: true });
  const customers = useCount('customers', '/customers');
  const devices = useCount('devices', '/devices');
  const suspended = useCount('customers', '/customers', { status: 'suspended' });
  return (
    <div className={classes['numbers']}>
      <HomeNumber to="/sessions" search={{ open: 'true' }} label="Online now" value={online} />
      <HomeNumber to="/customers" label="Customers" value={customers} />
      <HomeNumber to="/devices" label="Devices" value={devices} />
      <HomeNumber to="/customers" search={{ status: 'suspended' }} label="Suspended" value={suspended} />
    </div>
  );
}

type Props = {
  readonly to: '/sessions' | '/customers' | '/devices';
  readonly search?: Readonly<Record<string, string>>;
  readonly label: string;
  readonly value: number | undefined;
};

function HomeNumber({ to, search = {}, label, value }: Props) {
  return (
    <Link to={to} search={search} className={classes['number']}>
      <span className={classes['label']}>{label}</span>
      {value === undefined ? (
        <Skeleton h={26} w={60} />
      ) : (
        <span className={classes['value']}>{formatNumber(value)}</span>
      )}
    </Link>
  );
}
