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
import { say } from './texts.ts';

/** What its customers inherit, unless one of them has their own. */
export function PackageAccessFields({ form }: { readonly form: UseFormReturnType<PackageEntry> }) {
  const { macBinding, kind, privateMacPolicy } = form.getValues();
  const unset = kind === 'hotspot' ? say('notSaidLearn') : say('notSaidOff');
  return (
    <Section title={say('devicesAndAccess')} opened>
      <Group grow align="flex-start">
        <AmountField
          label={say('deviceLimit')}
          name="deviceLimit"
          whole
          placeholder="1"
          field={form.getInputProps('deviceLimit')}
        />
        <AmountField
          label={say('sessionLimit')}
          name="sessionLimit"
          whole
          placeholder={say('noLimit')}
          field={form.getInputProps('sessionLimit')}
        />
      </Group>
      <Select
        label={say('macBinding')}
        name="macBinding"
        description={
          <>
            {macBinding === '' ? unset : BINDING_LABELS[macBinding].explanation} <BindingHelp />
          </>
        }
        data={[
          { value: '', label: say('notSaid') },
          ...macBindingModes.map((mode) => ({ value: mode, label: BINDING_LABELS[mode].label })),
        ]}
        {...form.getInputProps('macBinding')}
      />
      <Select
        label={say('privateAddresses')}
        name="privateMacPolicy"
        description={PRIVATE_LABELS[privateMacPolicy].explanation}
        allowDeselect={false}
        data={privateMacPolicies.map((policy) => ({ value: policy, label: PRIVATE_LABELS[policy].label }))}
        {...form.getInputProps('privateMacPolicy')}
      />
      <TextInput
        label={say('ipPool')}
        name="framedPool"
        description={say('ipPoolHelp')}
        autoComplete="off"
        {...form.getInputProps('framedPool')}
      />
    </Section>
  );
}

const PRIVATE_LABELS: Readonly<Record<PrivateMacPolicy, { label: string; explanation: string }>> = {
  allow: { label: say('allow'), explanation: say('allowHelp') },
  warn: { label: say('warn'), explanation: say('warnHelp') },
  refuse: { label: say('refuse'), explanation: say('refuseHelp') },
};
