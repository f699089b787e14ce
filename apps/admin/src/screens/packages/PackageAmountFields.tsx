import { Group, Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { AmountField } from '../../parts/form/AmountField.tsx';
import { PriceFields } from '../../parts/form/PriceFields.tsx';
import type { PackageEntry } from './package-entry.ts';
import { PackageTimeField } from './PackageTimeField.tsx';
import { say } from './texts.ts';

const VALID_FROM = [
  { value: 'purchase', label: say('whenGiven') },
  { value: 'first-use', label: say('withFirstLogin') },
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
        <AmountField
          label={say('download')}
          unit="Mbps"
          placeholder={say('noLimit')}
          {...number('downMbps')}
        />
        <AmountField label={say('upload')} unit="Mbps" placeholder={say('noLimit')} {...number('upMbps')} />
      </Group>
      <PackageTimeField
        form={form}
        label={say('runsFor')}
        placeholder={say('noEnd')}
        amount="validity"
        unit="validityUnit"
        unitLabel={say('unitOfTime')}
      />
      {validity.trim() !== '' && (
        <Select label={say('begins')} data={VALID_FROM} {...form.getInputProps('validFrom')} />
      )}
      <PackageTimeField
        form={form}
        label={say('timeOnline')}
        placeholder={say('noLimit')}
        description={say('timeOnlineHelp')}
        amount="online"
        unit="onlineUnit"
        unitLabel={say('unitOfTimeOnline')}
      />
      <AmountField
        label={say('volume')}
        unit="GB"
        placeholder={say('noLimit')}
        description={say('volumeHelp')}
        {...number('quotaGb')}
      />
      <PriceFields
        label={say('price')}
        price={form.getInputProps('price')}
        currency={form.getInputProps('currency')}
        onPrice={setPrice}
        onCurrency={(code) => form.setFieldValue('currency', code)}
      />
    </>
  );
}
