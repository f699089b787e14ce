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
import { say, show } from './texts.ts';

/** For whoever calls and says that their code does not work. */
export function FindVoucherDialog({ onClose }: { readonly onClose: () => void }) {
  const [found, setFound] = useState<Voucher | null>(null);
  const form = useEntryForm({
    initialValues: { code: '' },
    validate: { code: (code) => (code.trim() === '' ? say('typeCode') : null) },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ code }) => {
    setFound(null);
    setFound(await findVoucher(code.slice(0, 200)));
  });
  return (
    <Dialog title={say('findVoucher')} onClose={onClose} width={460}>
      <EntryForm className={classes['dialog']} onSubmit={onSubmit} fault={fault}>
        <div className={classes['find']}>
          <TextInput
            label={say('itsCode')}
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
            {say('find')}
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
  const batch = (
    <Link to="/vouchers/$batchId" params={{ batchId }}>
      {batchName}
    </Link>
  );
  const who = customer && (
    <Link to="/customers/$customerId" params={{ customerId: customer.id }}>
      {customer.name}
    </Link>
  );
  const facts: readonly Fact[] = [
    [say('state'), mark],
    [say('voucher'), show('numberOf', { serial, batch })],
    [say('package'), servicePackageName],
    [say('whenRedeemed'), timeOf(voucher.redeemedAt)],
    [say('byWhom'), who],
    [say('inZone'), zone?.name ?? null],
    [say('whenRevoked'), timeOf(voucher.revokedAt)],
    [say('toBeRedeemedBy'), voucher.validUntil === null ? null : lastDayOf(voucher.validUntil)],
  ];
  return <FactList facts={facts.filter(([, value]) => value !== null)} />;
}

function timeOf(at: string | null) {
  return at === null ? null : <RelativeTime at={at} day />;
}
