import { useParams } from '@tanstack/react-router';
import { SessionList } from '../sessions/SessionList.tsx';
import { useCustomer } from './use-customers.ts';

export function SessionsTab() {
  const { customerId = '' } = useParams({ strict: false });
  const { data: customer } = useCustomer(customerId);
  return customer ? <SessionList customer={customer} /> : null;
}
