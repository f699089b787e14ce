import { Group, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import {
  macBindingModes,
  type PrivateMacPolicy,
  privateMacPolicies,
} from '@gatehouse/domain/access/access-facts';
import { BindingHelp } from '../../frame/help/BindingHelp.tsx';
import { AmountField } from '../../parts/form/AmountField.tsx';
import { Section } from '../../parts/form/Section.tsx';
import { BINDING_LABELS } from '../customers/customer-words.ts';
import type { PackageEntry } from './package-entry.ts';

/** What its customers inherit, unless one of them has their own. */
export function PackageAccessFields({ form }: { readonly form: UseFormReturnType<PackageEntry> }) {
  const { macBinding, kind, privateMacPolicy } = form.getValues();
  const unset = `Not said: ${kind === 'hotspot' ? 'learn' : 'off'}, unless the customer has their own.`;
  return (
    <Section title="Devices and access" opened>
      <Group grow align="flex-start">
        <AmountField
          label="Device limit"
          name="deviceLimit"
          whole
          placeholder="1"
          field={form.getInputProps('deviceLimit')}
        />
        <AmountField
          label="Session limit"
          name="sessionLimit"
          whole
          placeholder="No limit"
          field={form.getInputProps('sessionLimit')}
        />
      </Group>
      <Select
        label="MAC binding"
        name="macBinding"
        description={
          <>
            {macBinding === '' ? unset : BINDING_LABELS[macBinding].explanation} <BindingHelp />
          </>
        }
        data={[
          { value: '', label: 'Not said' },
          ...macBindingModes.map((mode) => ({ value: mode, label: BINDING_LABELS[mode].label })),
        ]}
        {...form.getInputProps('macBinding')}
      />
      <Select
        label="Private addresses"
        name="privateMacPolicy"
        description={PRIVATE_LABELS[privateMacPolicy].explanation}
        allowDeselect={false}
        data={privateMacPolicies.map((policy) => ({ value: policy, label: PRIVATE_LABELS[policy].label }))}
        {...form.getInputProps('privateMacPolicy')}
      />
      <TextInput
        label="IP pool"
        name="framedPool"
        description="Name of a pool on the router, sent as Framed-Pool. Empty: the router’s own."
        autoComplete="off"
        {...form.getInputProps('framedPool')}
      />
    </Section>
  );
}

const PRIVATE_LABELS: Readonly<Record<PrivateMacPolicy, { label: string; explanation: string }>> = {
  allow: { label: 'Allow', explanation: 'A device may hide its address behind one that it makes up.' },
  warn: { label: 'Warn', explanation: 'Such a device is let in and listed in Review.' },
  refuse: {
    label: 'Refuse',
    explanation:
      'Such a device is refused unless somebody registered it, also where MAC binding is off; in observe it is only recorded.',
  },
};
