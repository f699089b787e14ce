import { formatCount } from '@gatehouse/domain/service-packages/describe-amounts';
import { Link } from '@tanstack/react-router';
import { usePaymentsWaiting } from '../payments/use-payments-waiting.ts';
import classes from './Home.module.css';

/** Money that waits for somebody's word. Nothing where there is none. */
export function PaymentsWaiting() {
  const count = usePaymentsWaiting();
  if (count === 0) return null;
  return (
    <p className={classes['more']}>
      <Link to="/payments" search={{ needsPerson: 'true' }}>
        {formatCount(count, 'payment')} {count === 1 ? 'needs' : 'need'} you
      </Link>
    </p>
  );
}
