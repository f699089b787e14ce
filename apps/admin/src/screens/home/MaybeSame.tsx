import { formatCount } from '@gatehouse/domain/service-packages/describe-amounts';
import { Link } from '@tanstack/react-router';
import { useSameDevicePairs } from '../devices/use-same-devices.ts';
import classes from './Home.module.css';

/** Rule 14: only somebody who knows can say whether two devices are one. Nothing where there are none. */
export function MaybeSame() {
  const { length } = useSameDevicePairs(null);
  if (length === 0) return null;
  return (
    <p className={classes['more']}>
      <Link to="/devices">
        {formatCount(length, 'phone')} may have changed {length === 1 ? 'its' : 'their'} address
      </Link>
    </p>
  );
}
