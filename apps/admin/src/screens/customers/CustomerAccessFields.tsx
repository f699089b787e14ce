import { Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { macBindingModes } from '@gatehouse/domain/access/access-facts';
import { BindingHelp } from '../../frame/help/BindingHelp.tsx';
import { AmountField } from '../../parts/form/AmountField.tsx';
import { Section } from '../../parts/form/Section.tsx';
import type { CustomerEntry } from './customer-entry.ts';
import { BINDING_LABELS } from './customer-words.ts';
import { say } from './texts.ts';

/** What the package says already, unless this customer is to have it differently. */
export function CustomerAccessFields({ form }: { readonly form: UseFormReturnType<CustomerEntry> }) {
  const { macBinding, kind } = form.getValues();
  const explained =
    macBinding === ''
      ? say(kind === 'hotspot' ? 'withoutOneLearn' : 'withoutOneOff')
      : BINDING_LABELS[macBinding].explanation;
  return (
    <Section title={say('differs')} opened={form.isDirty('macBinding') || macBinding !== ''}>
      <Select
        label={say('macBinding')}
        name="macBinding"
        description={
          <>
            {explained} <BindingHelp />
          </>
        }
        data={[
          { value: '', label: say('asPackage') },
          ...macBindingModes.map((mode) => ({ value: mode, label: BINDING_LABELS[mode].label })),
        ]}
        {...form.getInputProps('macBinding')}
      />
      <AmountField
        label={say('deviceLimit')}
        name="deviceLimit"
        description={say('deviceLimitHelp')}
        whole
        field={form.getInputProps('deviceLimit')}
      />
      <AmountField
        label={say('sessionLimit')}
        name="sessionLimit"
        description={say('sessionLimitHelp')}
        whole
        field={form.getInputProps('sessionLimit')}
      />
      <TextInput
        label={say('fixedIp')}
        name="framedIpAddress"
        placeholder="203.0.113.7"
        autoComplete="off"
        dir="ltr"
        {...form.getInputProps('framedIpAddress')}
      />
    </Section>
  );
}
