import { Button } from '@mantine/core';
import { IconPlus, IconSearch, IconTicket } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../api/use-me.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { batchColumns } from './batch-columns.tsx';
import { FindVoucherDialog } from './FindVoucherDialog.tsx';
import { MakeVouchersForm } from './MakeVouchersForm.tsx';
import { BATCHES } from './use-vouchers.ts';
import type { VoucherBatch } from './voucher-types.ts';
import { say } from './texts.ts';

/** Batches of vouchers: what is sold, what is left. */
export function VouchersScreen() {
  const [making, setMaking] = useState(false);
  const [finding, setFinding] = useState(false);
  const mayAdd = useMay('vouchers.add');
  const navigate = useNavigate();
  const makeButton = mayAdd && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
      {say('makeVouchers')}
    </Button>
  );
  return (
    <>
      <DataList<VoucherBatch>
        title={say('vouchers')}
        thing={BATCHES}
        noun={say('batchNoun')}
        path="/voucher-batches"
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={batchColumns}
        defaultSort="-createdAt"
        searchHint={say('searchBatches')}
        headerActions={
          <>
            <Button
              variant="default"
              leftSection={<IconSearch size={16} aria-hidden />}
              onClick={() => setFinding(true)}
            >
              {say('findVoucher')}
            </Button>
            {makeButton}
          </>
        }
        onAdd={() => setMaking(mayAdd)}
        onOpen={({ id }) => void navigate({ to: '/vouchers/$batchId', params: { batchId: id } })}
        empty={
          <EmptyState icon={IconTicket} title={say('noneYet')} action={makeButton || undefined}>
            {say('noneYetWhy')}
          </EmptyState>
        }
      />
      {making && <MakeVouchersForm onClose={() => setMaking(false)} />}
      {finding && <FindVoucherDialog onClose={() => setFinding(false)} />}
    </>
  );
}
