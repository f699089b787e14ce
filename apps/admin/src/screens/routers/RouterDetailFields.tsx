import { Select, Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { AmountField } from '../../parts/form/AmountField.tsx';
import { Section } from '../../parts/form/Section.tsx';
import { SIGNING_POLICIES } from './signing-policies.ts';
import type { RouterEntry } from './router-entry.ts';
import { say } from './texts.ts';

export function RouterDetailFields({ form }: { readonly form: UseFormReturnType<RouterEntry> }) {
  return (
    <Section title={say('details')}>
      <Select
        label="Message-Authenticator"
        name="messageAuthenticator"
        description={say('signingHelp')}
        data={SIGNING_POLICIES}
        {...form.getInputProps('messageAuthenticator')}
      />
      <AmountField
        label={say('coaPort')}
        name="coaPort"
        description={say('coaPortHelp')}
        whole
        field={form.getInputProps('coaPort')}
      />
      <Switch
        label={say('isProxy')}
        name="proxy"
        description={say('isProxyHelp')}
        {...form.getInputProps('proxy', { type: 'checkbox' })}
      />
    </Section>
  );
}
