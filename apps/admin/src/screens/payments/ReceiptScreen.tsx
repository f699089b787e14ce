import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconPrinter } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { ApiError } from '../../api/call-api.ts';
import { NoSuch } from '../../parts/NotFound.tsx';
import { NotRead } from '../../parts/NotRead.tsx';
import { Receipt } from './Receipt.tsx';
import classes from './Receipt.module.css';
import { usePayment } from './use-payments.ts';

const PAPERS = [
  { value: 'a5', label: 'A5' },
  { value: 'roll', label: '80 mm roll' },
];

/** A receipt, to print. Which paper is remembered in this browser. */
export function ReceiptScreen() {
  const { paymentId = '' } = useParams({ strict: false });
  const { data: payment, error, refetch } = usePayment(paymentId);
  const [paper, setPaper] = useLocalStorage({ key: 'gatehouse-receipt-paper', defaultValue: 'a5' });
  if (error instanceof ApiError && error.status === 404) return <NoSuch what="payment" />;
  if (!payment && error)
    return <NotRead title="This payment could not be read" error={error} onRetry={() => void refetch()} />;
  return (
    <article className={classes['page']}>
      <header className={classes['bar']} data-no-print>
        <p>
          <Link to="/payments">Payments</Link> ›{' '}
          <Link to="/payments/$paymentId" params={{ paymentId }}>
            {paymentId}
          </Link>
        </p>
        <h1>Receipt</h1>
        <div>
          <SegmentedControl size="xs" aria-label="Paper" data={PAPERS} value={paper} onChange={setPaper} />
          <Button
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
            disabled={!payment}
          >
            Print receipt
          </Button>
        </div>
      </header>
      {payment ? (
        payment.state === 'paid' || payment.state === 'refunded' ? (
          <Receipt payment={payment} paper={paper} />
        ) : (
          <p>Nothing has been paid yet, so there is nothing to give a receipt for.</p>
        )
      ) : (
        <Skeleton h={420} maw={520} />
      )}
    </article>
  );
}
