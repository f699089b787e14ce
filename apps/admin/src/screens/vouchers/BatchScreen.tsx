import { Button, Skeleton } from '@mantine/core';
import { voucherStates } from '@gatehouse/domain/vouchers/voucher-words';
import { IconPrinter } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError, isSignedOut } from '../../api/call-api.ts';
import { useMay } from '../../api/use-me.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { formatMoney } from '../../parts/format/money.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { NoSuch } from '../../parts/NotFound.tsx';
import { NotRead } from '../../parts/NotRead.tsx';
import { HeadFact, PageHead } from '../../parts/PageHead.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { voucherColumns } from './batch-columns.tsx';
import { lastDayOf } from './last-day-of.ts';
import { useMadeCodes } from './made-codes.ts';
import { RevokeDialog } from './RevokeDialog.tsx';
import { useBatch, VOUCHERS } from './use-vouchers.ts';
import type { Voucher, VoucherBatch } from './voucher-types.ts';
import { STATE_LABELS } from './voucher-words.ts';
import classes from './Vouchers.module.css';
import { say, show } from './texts.ts';

const FILTERS = [
  {
    name: 'state',
    label: say('state'),
    options: voucherStates.map((state) => ({ value: state, label: STATE_LABELS[state].label })),
  },
];

/** One batch: what became of each of its vouchers. */
export function BatchScreen() {
  const { batchId = '' } = useParams({ strict: false });
  const { data: batch, error, refetch } = useBatch(batchId);
  if (error instanceof ApiError && error.status === 404) return <NoSuch what={say('batchOfVouchers')} />;
  if (!batch && error !== null && !isSignedOut(error)) {
    return <NotRead title={say('batchNotRead')} error={error} onRetry={() => void refetch()} />;
  }
  if (!batch) return <Skeleton className={classes['page'] ?? ''} h={360} />;
  return <Batch batch={batch} />;
}

/** `all`, one voucher's serial number, or nothing. */
type Revoking = number | 'all' | null;

function Batch({ batch }: { readonly batch: VoucherBatch }) {
  const [revoking, setRevoking] = useState<Revoking>(null);
  const mayRevoke = useMay('vouchers.revoke');
  const made = useMadeCodes(batch.id);
  return (
    <article className={classes['page']} aria-label={batch.name}>
      <PageHead
        path={<Link to="/vouchers">{say('vouchers')}</Link>}
        title={batch.name}
        facts={<Facts batch={batch} />}
        actions={
          <>
            {made !== null && (
              <LinkButton
                to="/vouchers/$batchId/sheet"
                params={{ batchId: batch.id }}
                leftSection={<IconPrinter size={16} aria-hidden />}
              >
                {say('printSheets')}
              </LinkButton>
            )}
            {mayRevoke && batch.revokedAt === null && batch.open > 0 && (
              <Button variant="default" onClick={() => setRevoking('all')}>
                {say('revokeBatch')}
              </Button>
            )}
          </>
        }
      />
      {batch.revokedAt !== null && (
        <p className={classes['notice']}>
          {show('revokedBy', {
            who: batch.revokedBy,
            when: <RelativeTime at={batch.revokedAt} />,
            why: batch.revokeReason,
          })}
        </p>
      )}
      <Numbers batch={batch} />
      <DataList<Voucher>
        level={2}
        title={say('eachVoucher')}
        thing={VOUCHERS}
        noun={say('voucherNoun')}
        path={`/voucher-batches/${batch.id}/vouchers`}
        rowId={({ id }) => id}
        rowName={({ serial }) => say('voucherNumber', { serial })}
        columns={voucherColumns}
        filters={FILTERS}
        defaultSort="serial"
        searchHint={say('searchNumber')}
        {...(mayRevoke && {
          actionsWidth: 112,
          rowActions: (row: Voucher) =>
            row.state === 'open' && (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={say('revokeVoucher', { serial: row.serial })}
                onClick={() => setRevoking(row.serial)}
              >
                {say('revokeDots')}
              </Button>
            ),
        })}
        empty={null}
      />
      {revoking !== null && (
        <RevokeDialog
          batch={batch}
          serial={revoking === 'all' ? null : revoking}
          onClose={() => setRevoking(null)}
        />
      )}
    </article>
  );
}

function Facts({ batch }: { readonly batch: VoucherBatch }) {
  const { servicePackageName, amountMinor, currency, madeBy, createdAt, validUntil } = batch;
  return (
    <>
      <HeadFact>{servicePackageName}</HeadFact>
      {amountMinor !== null && currency !== null && (
        <HeadFact>{say('amountEach', { amount: formatMoney(amountMinor, currency) })}</HeadFact>
      )}
      <HeadFact>{show('madeBy', { who: madeBy, when: <RelativeTime at={createdAt} day /> })}</HeadFact>
      <HeadFact>
        {validUntil === null ? say('noLastDay') : say('redeemedUntil', { day: lastDayOf(validUntil) })}
      </HeadFact>
    </>
  );
}

function Numbers({ batch }: { readonly batch: VoucherBatch }) {
  const { count, redeemed, open, revoked, expired, redeemedMinor, currency } = batch;
  const numbers: readonly (readonly [string, string])[] = [
    [say('made'), formatNumber(count)],
    [say('redeemed'), formatNumber(redeemed)],
    [say('left'), formatNumber(open)],
    [say('revoked'), formatNumber(revoked)],
    [say('tooLate'), formatNumber(expired)],
    ...(redeemedMinor === null || currency === null
      ? []
      : [[say('redeemedFor'), formatMoney(redeemedMinor, currency)] as const]),
  ];
  return (
    <dl className={classes['numbers']}>
      {numbers.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
