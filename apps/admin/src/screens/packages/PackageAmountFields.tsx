import { Group, NumberInput, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { type PackageEntry, VALIDITY_UNITS } from './package-entry.ts';

const UNITS = Object.keys(VALIDITY_UNITS).map((unit) => ({ value: unit, label: unit }));

/** How fast, how long, how much. Empty means no limit. */
export function PackageAmountFields({ form }: { readonly form: UseFormReturnType<PackageEntry> }) {
  return (
    <>
      <Group grow align="flex-start">
        <NumberInput
          label="Download"
          name="downMbps"
          suffix=" Mbps"
          min={0}
          decimalScale={3}
          placeholder="No limit"
          {...form.getInputProps('downMbps')}
        />
        <NumberInput
          label="Upload"
          name="upMbps"
          suffix=" Mbps"
          min={0}
          decimalScale={3}
          placeholder="No limit"
          {...form.getInputProps('upMbps')}
        />
      </Group>
      <Group grow align="flex-end">
        <NumberInput
          label="Runs for"
          name="validity"
          min={0}
          placeholder="No end"
          {...form.getInputProps('validity')}
        />
        <Select aria-label="Unit of time" data={UNITS} {...form.getInputProps('validityUnit')} />
      </Group>
      <NumberInput
        label="Volume"
        name="quotaGb"
        suffix=" GB"
        min={0}
        decimalScale={3}
        placeholder="No limit"
        description="Both directions together."
        {...form.getInputProps('quotaGb')}
      />
      <Group grow align="flex-start">
        <NumberInput
          label="Price"
          name="price"
          min={0}
          decimalScale={3}
          thousandSeparator
          {...form.getInputProps('price')}
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
