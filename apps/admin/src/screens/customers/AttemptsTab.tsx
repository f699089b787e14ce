import { useParams } from '@tanstack/react-router';
import { AttemptList } from '../access-log/AttemptList.tsx';
import { useCustomer } from './use-customers.ts';

export function AttemptsTab() {
  const { customerId = '' } = useParams({ strict: false });
  const { data: customer } = useCustomer(customerId);
  return customer ? <AttemptList customer={customer} /> : null;
}
