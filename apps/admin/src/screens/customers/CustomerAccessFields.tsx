import { Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { macBindingModes } from '@gatehouse/domain/access/access-facts';
import { BindingHelp } from '../../frame/help/BindingHelp.tsx';
import { AmountField } from '../../parts/form/AmountField.tsx';
import { Section } from '../../parts/form/Section.tsx';
import type { CustomerEntry } from './customer-entry.ts';
import { BINDING_LABELS } from './customer-words.ts';

/** What the package says already, unless this customer is to have it differently. */
export function CustomerAccessFields({ form }: { readonly form: UseFormReturnType<CustomerEntry> }) {
  const { macBinding, kind } = form.getValues();
  const explained =
    macBinding === '' ? `As the package says; without one, ${kind === 'hotspot' ? 'learn' : 'off'}.` : null;
  return (
    <Section title="Differs from the package" opened={form.isDirty('macBinding') || macBinding !== ''}>
      <Select
        label="MAC binding"
        name="macBinding"
        description={
          <>
            {explained ?? (macBinding === '' ? '' : BINDING_LABELS[macBinding].explanation)} <BindingHelp />
          </>
        }
        data={[
          { value: '', label: 'As the package says' },
          ...macBindingModes.map((mode) => ({ value: mode, label: BINDING_LABELS[mode].label })),
        ]}
        {...form.getInputProps('macBinding')}
      />
      <AmountField
        label="Device limit"
        name="deviceLimit"
        description="Empty: as the package says, else 1."
        whole
        field={form.getInputProps('deviceLimit')}
      />
      <AmountField
        label="Session limit"
        name="sessionLimit"
        description="Empty: as the package says, else none."
        whole
        field={form.getInputProps('sessionLimit')}
      />
      <TextInput
        label="Fixed IP address"
        name="framedIpAddress"
        placeholder="203.0.113.7"
        autoComplete="off"
        dir="ltr"
        {...form.getInputProps('framedIpAddress')}
      />
    </Section>
  );
}
