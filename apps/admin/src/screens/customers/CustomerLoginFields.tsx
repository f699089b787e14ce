import { Input, SegmentedControl, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMay } from '../../api/use-me.ts';
import { PackageSelect } from '../packages/PackageSelect.tsx';
import type { CustomerEntry } from './customer-entry.ts';
import { PasswordField } from './PasswordField.tsx';

type Props = { readonly form: UseFormReturnType<CustomerEntry>; readonly isNew: boolean };

export function CustomerLoginFields({ form, isNew }: Props) {
  const { kind, username } = form.getValues();
  const maySell = useMay('subscriptions.add');
  const propose = (password: string) => {
    form.setInitialValues({ ...form.getInitialValues(), password });
    form.setFieldValue('password', password);
  };
  return (
    <>
      <TextInput
        label="Name"
        name="name"
        withAsterisk
        data-autofocus
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <Input.Wrapper label="Kind" labelElement="div">
        <SegmentedControl
          fullWidth
          name="kind"
          data={[
            { value: 'pppoe', label: 'Line (PPPoE)' },
            { value: 'hotspot', label: 'Hotspot' },
          ]}
          aria-label="Kind"
          {...form.getInputProps('kind')}
        />
      </Input.Wrapper>
      <TextInput
        label="Username"
        name="username"
        withAsterisk
        description="Capitals do not matter at login."
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('username')}
      />
      <PasswordField
        isNew={isNew}
        username={username}
        onPropose={propose}
        {...form.getInputProps('password')}
      />
      {maySell && (
        <PackageSelect
          kind={kind}
          name="servicePackageId"
          label="Package"
          description={isNew ? 'Starts now.' : 'Another package starts now and ends the running one.'}
          {...form.getInputProps('servicePackageId')}
        />
      )}
    </>
  );
}
