import { Group, Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { AmountField } from '../../parts/form/AmountField.tsx';
import { PriceFields } from '../../parts/form/PriceFields.tsx';
import type { PackageEntry } from './package-entry.ts';
import { PackageTimeField } from './PackageTimeField.tsx';

const VALID_FROM = [
  { value: 'purchase', label: 'when it is given' },
  { value: 'first-use', label: 'with the first login' },
];

/** How fast, how long, how much. Empty means no limit. */
export function PackageAmountFields({ form }: { readonly form: UseFormReturnType<PackageEntry> }) {
  const { validity } = form.getValues();
  const number = (name: keyof PackageEntry) => ({ name, field: form.getInputProps(name) });
  const setPrice = (typed: string) => {
    form.setFieldValue('price', typed);
    // Whether a currency is needed hangs on the price.
    form.clearFieldError('currency');
  };
  return (
    <>
      <Group grow align="flex-start">
        <AmountField label="Download" unit="Mbps" placeholder="No limit" {...number('downMbps')} />
        <AmountField label="Upload" unit="Mbps" placeholder="No limit" {...number('upMbps')} />
      </Group>
      <PackageTimeField
        form={form}
        label="Runs for"
        placeholder="No end"
        amount="validity"
        unit="validityUnit"
        unitLabel="Unit of time"
      />
      {validity.trim() !== '' && (
        <Select label="Begins" data={VALID_FROM} {...form.getInputProps('validFrom')} />
      )}
      <PackageTimeField
        form={form}
        label="Time online"
        placeholder="No limit"
        description="Used up by all devices together, whenever they are online."
        amount="online"
        unit="onlineUnit"
        unitLabel="Unit of the time online"
      />
      <AmountField
        label="Volume"
        unit="GB"
        placeholder="No limit"
        description="Both directions together."
        {...number('quotaGb')}
      />
      <PriceFields
        label="Price"
        price={form.getInputProps('price')}
        currency={form.getInputProps('currency')}
        onPrice={setPrice}
        onCurrency={(code) => form.setFieldValue('currency', code)}
      />
    </>
  );
}
