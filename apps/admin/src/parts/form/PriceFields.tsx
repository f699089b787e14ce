import { Group, TextInput } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import type { ChangeEvent } from 'react';
import { AmountField } from './AmountField.tsx';
import { say } from '../texts.ts';

type Props = {
  readonly label: string;
  readonly placeholder?: string;
  readonly description?: string;
  readonly price: GetInputPropsReturnType;
  readonly currency: GetInputPropsReturnType;
  readonly onPrice: (typed: string) => void;
  readonly onCurrency: (code: string) => void;
};

/** An amount and, beside it, the ISO code of its currency. */
export function PriceFields({ label, placeholder, description, price, currency, ...typed }: Props) {
  return (
    <Group grow align="flex-start">
      <AmountField
        label={label}
        name="price"
        {...(placeholder !== undefined && { placeholder })}
        description={description}
        field={{
          ...price,
          onChange: (event: ChangeEvent<HTMLInputElement>) => typed.onPrice(event.currentTarget.value),
        }}
      />
      <TextInput
        label={say('currency')}
        name="currency"
        placeholder="BDT"
        // Keeps both fields on one line.
        description={description === undefined ? undefined : '\u00a0'}
        maxLength={3}
        autoComplete="off"
        {...currency}
        onChange={(event) => typed.onCurrency(event.currentTarget.value.toUpperCase())}
      />
    </Group>
  );
}
