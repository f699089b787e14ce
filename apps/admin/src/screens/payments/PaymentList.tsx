import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../api/use-me.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { formatMoney } from '../../parts/format/money.ts';
import { ApproveDialog } from './ApproveDialog.tsx';
import { ownPaymentColumns, paymentColumns } from './payment-columns.tsx';
import { isAfterDecision, isWrongMoney } from './payment-words.ts';
import type { Payment } from './payment-types.ts';
import { ownPaymentFilters, usePaymentFilters } from './use-payment-filters.ts';
import { say } from './texts.ts';

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
  const [approved, setApproved] = useState<Payment | null>(null);
  const mayDecide = useMay('payments.decide');
  return (
    <>
      <DataList<Payment>
        title={say('payments')}
        level={customer ? 2 : 1}
        thing="payments"
        noun={say('paymentNoun')}
        path="/payments"
        refreshSeconds={5}
        {...(customer && { params: { customerId: customer.id } })}
        rowId={({ id }) => id}
        rowName={rowName}
        columns={customer ? ownPaymentColumns : paymentColumns}
        filters={customer ? ownPaymentFilters : filters}
        searchHint={customer ? say('searchThese') : say('searchHint')}
        headerActions={headerActions}
        onOpen={({ id }) => onOpen(id)}
        {...(onAdd && { onAdd })}
        {...(mayDecide && {
          rowActions: (payment: Payment) => <RowDecision payment={payment} onApprove={setApproved} />,
          actionsWidth: 120,
        })}
        empty={empty}
      />
      {approved && <ApproveDialog payment={approved} onClose={() => setApproved(null)} />}
    </>
  );
}

type RowProps = { readonly payment: Payment; readonly onApprove: (payment: Payment) => void };

/** References are compared with a statement one after the other: without opening each. */
function RowDecision({ payment, onApprove }: RowProps) {
  // What is wrong about the money is looked at first.
  if (payment.state !== 'to-approve' || isWrongMoney(payment) || isAfterDecision(payment)) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={say('approveNamed', { payment: rowName(payment) })}
      onClick={() => onApprove(payment)}
    >
      {say('approve')}
    </Button>
  );
}

function rowName({ customerName, packageName, amountMinor, currency }: Payment): string {
  const amount = formatMoney(amountMinor, currency);
  return say('rowName', { package: packageName, customer: customerName, amount });
}
