import { Group, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { AmountField } from '../../parts/form/AmountField.tsx';
import { type PackageEntry, VALIDITY_UNITS } from './package-entry.ts';

const UNITS = Object.keys(VALIDITY_UNITS).map((unit) => ({ value: unit, label: unit }));

/** How fast, how long, how much. Empty means no limit. */
export function PackageAmountFields({ form }: { readonly form: UseFormReturnType<PackageEntry> }) {
  const number = (name: keyof PackageEntry) => ({ name, field: form.getInputProps(name) });
  return (
    <>
      <Group grow align="flex-start">
        <AmountField label="Download" unit="Mbps" placeholder="No limit" {...number('downMbps')} />
        <AmountField label="Upload" unit="Mbps" placeholder="No limit" {...number('upMbps')} />
      </Group>
      <Group grow align="flex-start">
        <AmountField label="Runs for" placeholder="No end" {...number('validity')} />
        <Select
          label="Unit of time"
          data={UNITS}
          {...form.getInputProps('validityUnit')}
          onChange={(unit) => {
            if (unit !== null) form.setFieldValue('validityUnit', unit as PackageEntry['validityUnit']);
            form.clearFieldError('validity');
          }}
        />
      </Group>
      <AmountField
        label="Volume"
        unit="GB"
        placeholder="No limit"
        description="Both directions together."
        {...number('quotaGb')}
      />
      <Group grow align="flex-start">
        <AmountField label="Price" {...number('price')} />
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
