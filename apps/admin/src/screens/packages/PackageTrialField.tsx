import { Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { PackageEntry } from './package-entry.ts';
import { say } from './texts.ts';

/** Whether strangers may have it once, at the portal. */
export function PackageTrialField({ form }: { readonly form: UseFormReturnType<PackageEntry> }) {
  const { trial, price } = form.getValues();
  const set = (on: boolean) => {
    form.setFieldValue('trial', on);
    form.clearFieldError('price');
    // What is free has a price: without one the portal does not offer it.
    if (on && price.trim() === '') form.setFieldValue('price', '0');
  };
  return (
    <Switch
      name="trial"
      label={say('freeTrial')}
      description={say('freeTrialHelp')}
      checked={trial}
      onChange={(event) => set(event.currentTarget.checked)}
    />
  );
}
