import { Input, SegmentedControl, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMay } from '../../api/use-me.ts';
import { PackageSelect } from '../packages/PackageSelect.tsx';
import type { CustomerEntry } from './customer-entry.ts';
import { PasswordField } from './PasswordField.tsx';
import { say } from './texts.ts';

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
        label={say('name')}
        name="name"
        withAsterisk
        data-autofocus
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <Input.Wrapper label={say('kind')} labelElement="div">
        <SegmentedControl
          fullWidth
          name="kind"
          data={[
            { value: 'pppoe', label: say('linePppoe') },
            { value: 'hotspot', label: say('hotspot') },
          ]}
          aria-label={say('kind')}
          {...form.getInputProps('kind')}
        />
      </Input.Wrapper>
      <TextInput
        label={say('username')}
        name="username"
        withAsterisk
        description={say('capitals')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
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
          label={say('package')}
          description={say(isNew ? 'startsNow' : 'anotherStartsNow')}
          {...form.getInputProps('servicePackageId')}
        />
      )}
    </>
  );
}
