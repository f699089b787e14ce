import { TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { CustomerEntry } from './customer-entry.ts';

export function CustomerContactFields({ form }: { readonly form: UseFormReturnType<CustomerEntry> }) {
  return (
    <>
      <TextInput label="Phone" name="phone" type="tel" autoComplete="off" {...form.getInputProps('phone')} />
      <TextInput
        label="E-mail"
        name="email"
        type="email"
        autoComplete="off"
        {...form.getInputProps('email')}
      />
    </>
  );
}
