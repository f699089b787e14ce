import { TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { CustomerEntry } from './customer-entry.ts';
import { say } from './texts.ts';

export function CustomerContactFields({ form }: { readonly form: UseFormReturnType<CustomerEntry> }) {
  return (
    <>
      <TextInput
        label={say('phone')}
        name="phone"
        type="tel"
        autoComplete="off"
        {...form.getInputProps('phone')}
      />
      <TextInput
        label={say('email')}
        name="email"
        type="email"
        autoComplete="off"
        dir="ltr"
        {...form.getInputProps('email')}
      />
    </>
  );
}
