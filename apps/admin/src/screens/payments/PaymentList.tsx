import type { ReactNode } from 'react';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { formatMoney } from '../../parts/format/money.ts';
import { ownPaymentColumns, paymentColumns } from './payment-columns.tsx';
import type { Payment } from './payment-types.ts';
import { ownPaymentFilters, usePaymentFilters } from './use-payment-filters.ts';

type Props = {
  readonly customer?: { readonly id: string };
  readonly onOpen: (paymentId: string) => void;
  readonly onAdd?: () => void;
  readonly headerActions: ReactNode;
  readonly empty: ReactNode;
};

/** Payments of everybody, or of one customer. */
export function PaymentList({ customer, onOpen, onAdd, headerActions, empty }: Props) {
  const filters = usePaymentFilters();
  return (
    <DataList<Payment>
      title="Payments"
      level={customer ? 2 : 1}
      thing="payments"
      noun="payment"
      path="/payments"
      refreshSeconds={5}
      {...(customer && { params: { customerId: customer.id } })}
      rowId={({ id }) => id}
      rowName={rowName}
      columns={customer ? ownPaymentColumns : paymentColumns}
      filters={customer ? ownPaymentFilters : filters}
      searchHint={customer ? 'Search these payments' : 'Search a name, phone, reference'}
      headerActions={headerActions}
      onOpen={({ id }) => onOpen(id)}
      {...(onAdd && { onAdd })}
      empty={empty}
    />
  );
}

function rowName({ customerName, packageName, amountMinor, currency }: Payment): string {
  return `${packageName} of ${customerName}, ${formatMoney(amountMinor, currency)}`;
}
