import { useParams } from '@tanstack/react-router';
import { HistoryList } from '../../parts/history/HistoryList.tsx';

/** What was done to a customer, their devices, packages and payments. */
export function HistoryTab() {
  const { customerId = '' } = useParams({ strict: false });
  return <HistoryList path={`/customers/${customerId}`} />;
}
