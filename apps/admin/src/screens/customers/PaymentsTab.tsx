import { Button } from '@mantine/core';
import { IconCash, IconReceipt2 } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../api/use-me.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { CashForm } from '../payments/CashForm.tsx';
import { PaymentDrawer } from '../payments/PaymentDrawer.tsx';
import { PaymentList } from '../payments/PaymentList.tsx';
import { say } from './texts.ts';
import { useCustomer } from './use-customers.ts';

export function PaymentsTab() {
  const { customerId = '' } = useParams({ strict: false });
  const { data: customer } = useCustomer(customerId);
  const [open, setOpen] = useState<'cash' | { readonly paymentId: string } | null>(null);
  const mayDecide = useMay('payments.decide');
  if (!customer) return null;
  const show = (paymentId: string) => setOpen({ paymentId });
  const cashButton = mayDecide && (
    <Button leftSection={<IconCash size={16} aria-hidden />} onClick={() => setOpen('cash')}>
      {say('takeCash')}
    </Button>
  );
  return (
    <>
      <PaymentList
        customer={customer}
        onOpen={show}
        onAdd={() => mayDecide && setOpen('cash')}
        headerActions={cashButton}
        empty={
          <EmptyState icon={IconReceipt2} title={say('nothingPaid')}>
            {say('nothingPaidWhy', { name: customer.name })}
          </EmptyState>
        }
      />
      {open === 'cash' && (
        <CashForm
          customer={customer}
          servicePackageId={customer.subscription?.servicePackageId}
          onClose={() => setOpen(null)}
          onTaken={({ id }) => show(id)}
        />
      )}
      {open !== null && open !== 'cash' && (
        <PaymentDrawer key={open.paymentId} paymentId={open.paymentId} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
