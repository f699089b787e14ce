import { Group, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { AmountField } from '../../parts/form/AmountField.tsx';
import type { ChangeEvent } from 'react';
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
  const setPrice = (event: ChangeEvent<HTMLInputElement>) => {
    form.setFieldValue('price', event.currentTarget.value);
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
      <Group grow align="flex-start">
        <AmountField
          label="Price"
          name="price"
          field={{ ...form.getInputProps('price'), onChange: setPrice }}
        />
        <TextInput
          label="Currency"
          name="currency"
          placeholder="BDT"
          maxLength={3}
          autoComplete="off"
          {...form.getInputProps('currency')}
          onChange={(event) => form.setFieldValue('currency', event.currentTarget.value.toUpperCase())}
        />
      </Group>
    </>
  );
}
