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
import { say } from './texts.ts';

const PAPERS = [
  { value: 'a5', label: 'A5' },
  { value: 'roll', label: say('roll80') },
];

/** A receipt, to print. Which paper is remembered in this browser. */
export function ReceiptScreen() {
  const { paymentId = '' } = useParams({ strict: false });
  const { data: payment, error, refetch } = usePayment(paymentId);
  const [paper, setPaper] = useLocalStorage({ key: 'gatehouse-receipt-paper', defaultValue: 'a5' });
  if (error instanceof ApiError && error.status === 404) return <NoSuch what={say('paymentNoun')} />;
  if (!payment && error)
    return <NotRead title={say('paymentNotRead')} error={error} onRetry={() => void refetch()} />;
  return (
    <article className={classes['page']}>
      <header className={classes['bar']} data-no-print>
        <p>
          <Link to="/payments">{say('payments')}</Link> ›{' '}
          <Link to="/payments/$paymentId" params={{ paymentId }}>
            {paymentId}
          </Link>
        </p>
        <h1>{say('receipt')}</h1>
        <div>
          <SegmentedControl
            size="xs"
            aria-label={say('paper')}
            data={PAPERS}
            value={paper}
            onChange={setPaper}
          />
          <Button
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
            disabled={!payment}
          >
            {say('printReceipt')}
          </Button>
        </div>
      </header>
      {payment ? (
        payment.state === 'paid' || payment.state === 'refunded' ? (
          <Receipt payment={payment} paper={paper} />
        ) : (
          <p>{say('nothingPaidYet')}</p>
        )
      ) : (
        <Skeleton h={420} maw={520} />
      )}
    </article>
  );
}
