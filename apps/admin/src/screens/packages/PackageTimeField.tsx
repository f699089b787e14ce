import { Group, Input, Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { AmountField } from '../../parts/form/AmountField.tsx';
import { type PackageEntry, type TimeUnit, timeUnits } from './package-entry.ts';
import { say } from './texts.ts';

const UNITS = timeUnits.map((unit) => ({ value: unit, label: say(`unit_${unit}`) }));

type Props = {
  readonly form: UseFormReturnType<PackageEntry>;
  readonly label: string;
  readonly placeholder: string;
  readonly description?: string;
  readonly amount: 'validity' | 'online';
  readonly unit: 'validityUnit' | 'onlineUnit';
  readonly unitLabel: string;
};

/** So many of days, hours or minutes. */
export function PackageTimeField({ form, label, description, placeholder, amount, unit, unitLabel }: Props) {
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      {...(description !== undefined && { description })}
      inputWrapperOrder={['label', 'description', 'input']}
    >
      <Group grow align="flex-start">
        <AmountField
          aria-label={label}
          name={amount}
          placeholder={placeholder}
          field={form.getInputProps(amount)}
        />
        <Select
          aria-label={unitLabel}
          data={UNITS}
          {...form.getInputProps(unit)}
          onChange={(chosen) => {
            if (chosen !== null) form.setFieldValue(unit, chosen as TimeUnit);
            form.clearFieldError(amount);
          }}
        />
      </Group>
    </Input.Wrapper>
  );
}
