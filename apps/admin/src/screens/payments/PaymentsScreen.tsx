import { Button } from '@mantine/core';
import { IconCash, IconReceipt2 } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../api/use-me.ts';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { CashForm } from './CashForm.tsx';
import { PaymentDrawer } from './PaymentDrawer.tsx';
import { PaymentList } from './PaymentList.tsx';
import { say } from './texts.ts';

/** All payments: those that need somebody, and those that are done. */
export function PaymentsScreen() {
  const [taking, setTaking] = useState(false);
  const mayDecide = useMay('payments.decide');
  const { paymentId } = useParams({ strict: false });
  const navigate = useNavigate();
  const open = (id: string) =>
    void navigate({ to: '/payments/$paymentId', params: { paymentId: id }, search: true });
  const cashButton = mayDecide && (
    <Button leftSection={<IconCash size={16} aria-hidden />} onClick={() => setTaking(true)}>
      {say('takeCash')}
    </Button>
  );
  return (
    <>
      <PaymentList
        onOpen={open}
        onAdd={() => setTaking(mayDecide)}
        headerActions={cashButton}
        empty={
          <EmptyState
            icon={IconReceipt2}
            title={say('noneYet')}
            action={<LinkButton to="/settings/payment-methods">{say('paymentMethods')}</LinkButton>}
          >
            {say('noneYetWhy')}
          </EmptyState>
        }
      />
      {taking && (
        <CashForm
          customer={null}
          onClose={() => setTaking(false)}
          onTaken={({ id }) => {
            setTaking(false);
            open(id);
          }}
        />
      )}
      {paymentId !== undefined && (
        <PaymentDrawer
          key={paymentId}
          paymentId={paymentId}
          onClose={() => void navigate({ to: '/payments', search: true, replace: true })}
        />
      )}
    </>
  );
}
