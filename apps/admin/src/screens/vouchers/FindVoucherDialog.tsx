import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Dialog } from '../../parts/Dialog.tsx';
import { type Fact, FactList } from '../../parts/FactList.tsx';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { lastDayOf } from './last-day-of.ts';
import { findVoucher } from './use-vouchers.ts';
import type { Voucher } from './voucher-types.ts';
import { STATE_LABELS } from './voucher-words.ts';
import classes from './Vouchers.module.css';

/** For whoever calls and says that their code does not work. */
export function FindVoucherDialog({ onClose }: { readonly onClose: () => void }) {
  const [found, setFound] = useState<Voucher | null>(null);
  const form = useEntryForm({
    initialValues: { code: '' },
    validate: { code: (code) => (code.trim() === '' ? 'Type the code.' : null) },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ code }) => {
    setFound(null);
    setFound(await findVoucher(code.slice(0, 200)));
  });
  return (
    <Dialog title="Find a voucher" onClose={onClose} width={460}>
      <EntryForm className={classes['dialog']} onSubmit={onSubmit} fault={fault}>
        <div className={classes['find']}>
          <TextInput
            label="Its code"
            name="code"
            data-autofocus
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
            placeholder="K7MW-H3X-9TA"
            classNames={{ input: 'mono' }}
            {...form.getInputProps('code')}
          />
          <Button type="submit" loading={saving}>
            Find
          </Button>
        </div>
        <div aria-live="polite">{found !== null && <Found voucher={found} />}</div>
      </EntryForm>
    </Dialog>
  );
}

function Found({ voucher }: { readonly voucher: Voucher }) {
  const { state, batchId, batchName, serial, servicePackageName, customer, zone } = voucher;
  const { label, meaning } = STATE_LABELS[state];
  const mark = <StateMark meaning={meaning}>{label}</StateMark>;
  const which = (
    <>
      No. {serial} of{' '}
      <Link to="/vouchers/$batchId" params={{ batchId }}>
        {batchName}
      </Link>
    </>
  );
  const who = customer && (
    <Link to="/customers/$customerId" params={{ customerId: customer.id }}>
      {customer.name}
    </Link>
  );
  const facts: readonly Fact[] = [
    ['State', mark],
    ['Voucher', which],
    ['Package', servicePackageName],
    ['Redeemed', timeOf(voucher.redeemedAt)],
    ['By', who],
    ['In', zone?.name ?? null],
    ['Revoked', timeOf(voucher.revokedAt)],
    ['To be redeemed by', voucher.validUntil === null ? null : lastDayOf(voucher.validUntil)],
  ];
  return <FactList facts={facts.filter(([, value]) => value !== null)} />;
}

function timeOf(at: string | null) {
  return at === null ? null : <RelativeTime at={at} day />;
}
