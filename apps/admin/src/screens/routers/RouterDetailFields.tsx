import { Select, Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { AmountField } from '../../parts/form/AmountField.tsx';
import { Section } from '../../parts/form/Section.tsx';
import { SIGNING_POLICIES } from './signing-policies.ts';
import type { RouterEntry } from './router-entry.ts';

export function RouterDetailFields({ form }: { readonly form: UseFormReturnType<RouterEntry> }) {
  return (
    <Section title="Details">
      <Select
        label="Message-Authenticator"
        name="messageAuthenticator"
        description="Proof that a request was not forged on its way. One that is present is always checked."
        data={SIGNING_POLICIES}
        {...form.getInputProps('messageAuthenticator')}
      />
      <AmountField
        label="CoA port"
        name="coaPort"
        description="Where it listens for disconnects. Empty: the vendor’s usual one."
        whole
        field={form.getInputProps('coaPort')}
      />
      <Switch
        label="It is a proxy"
        name="proxy"
        description="It passes on requests of other routers. Leave it off for a router of your own."
        {...form.getInputProps('proxy', { type: 'checkbox' })}
      />
    </Section>
  );
}
