import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { AmountField } from '../../parts/form/AmountField.tsx';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { readAmount } from '../../parts/form/amount.ts';
import { writeMoney } from '../../parts/form/money-amount.ts';
import { PriceFields } from '../../parts/form/PriceFields.tsx';
import { Section } from '../../parts/form/Section.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import { PackageSelect } from '../packages/PackageSelect.tsx';
import { usePackages } from '../packages/use-packages.ts';
import { madeCodes } from './made-codes.ts';
import { useMakeVouchers } from './use-vouchers.ts';
import { checkVouchers, EMPTY_ENTRY, ON_A_SHEET, toBatch, voucherServerNames } from './voucher-entry.ts';
import { say } from './texts.ts';

/** Makes a batch and goes on to its sheet, where the codes are shown this once. */
export function MakeVouchersForm({ onClose }: { readonly onClose: () => void }) {
  const make = useMakeVouchers();
  const navigate = useNavigate();
  const packages = usePackages();
  const now = useNow();
  // What one is sold for follows the package, until somebody types another price.
  const [ownPrice, setOwnPrice] = useState(false);
  const form = useEntryForm({ initialValues: EMPTY_ENTRY, validate: checkVouchers(() => now) });
  const { onSubmit, saving, fault } = useSaveForm(
    form,
    async (entry) => {
      const { value } = await make.mutateAsync(toBatch(entry));
      madeCodes.set({ ...value, kept: false });
      await navigate({ to: '/vouchers/$batchId/sheet', params: { batchId: value.batch.id } });
    },
    voucherServerNames,
  );
  const choosePackage = (servicePackageId: string) => {
    const sold = packages.find(({ id }) => id === servicePackageId);
    const { priceMinor = null, currency = null } = sold ?? {};
    form.setFieldValue('servicePackageId', servicePackageId);
    form.clearFieldError('servicePackageId');
    if (ownPrice || priceMinor === null || currency === null) return;
    form.setFieldValue('price', writeMoney(priceMinor, currency));
    form.setFieldValue('currency', currency);
  };
  const setPrice = (typed: string) => {
    setOwnPrice(true);
    form.setFieldValue('price', typed);
  };
  const { count } = form.getValues();
  const made = readAmount(count) ?? 0;
  return (
    <FormDrawer
      title={say('makeVouchers')}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
      saveLabel={made > 0 && made <= 5000 ? say('makeSoMany', { count: made }) : say('makeVouchers')}
    >
      <TextInput
        label={say('batchName')}
        name="name"
        withAsterisk
        data-autofocus
        placeholder={say('batchExample')}
        description={say('batchNameHelp')}
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <PackageSelect
        kind="hotspot"
        label={say('package')}
        name="servicePackageId"
        description={say('packageHelp')}
        {...form.getInputProps('servicePackageId')}
        onChange={choosePackage}
      />
      <AmountField
        label={say('howMany')}
        name="count"
        whole
        field={form.getInputProps('count')}
        description={
          made > 0 ? say('sheetsOf', { count: Math.ceil(made / ON_A_SHEET), onSheet: ON_A_SHEET }) : undefined
        }
      />
      <PriceFields
        label={say('oneIsSoldFor')}
        placeholder={say('notSaid')}
        description={say('priceHelp')}
        price={form.getInputProps('price')}
        currency={form.getInputProps('currency')}
        onPrice={setPrice}
        onCurrency={(code) => form.setFieldValue('currency', code)}
      />
      <TextInput
        type="date"
        label={say('redeemBy')}
        name="lastDay"
        description={say('redeemByHelp')}
        {...form.getInputProps('lastDay')}
      />
      <Section title={say('codes')}>
        <AmountField
          label={say('codeLength')}
          name="codeLength"
          whole
          description={say('codeLengthHelp')}
          field={form.getInputProps('codeLength')}
        />
      </Section>
    </FormDrawer>
  );
}
