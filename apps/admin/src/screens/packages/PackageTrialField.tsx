import { Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { PackageEntry } from './package-entry.ts';

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
      label="Free trial"
      description="Taken at the portal once per number and per device. A hotspot package with the price 0 that is no trial may be taken again and again; one without a price is not offered there."
      checked={trial}
      onChange={(event) => set(event.currentTarget.checked)}
    />
  );
}
