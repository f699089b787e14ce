import { Input, SegmentedControl, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ServicePackage } from '../../api/types.ts';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { useSaveThing } from '../../parts/use-save-thing.ts';
import { PackageAccessFields } from './PackageAccessFields.tsx';
import { PackageAmountFields } from './PackageAmountFields.tsx';
import { PackageTrialField } from './PackageTrialField.tsx';
import { PackageZonesField } from './PackageZonesField.tsx';
import { checkPackage, entryOf, type PackageEntry, packageServerNames, toPackage } from './package-entry.ts';

type Props = { readonly servicePackage?: ServicePackage; readonly onClose: () => void };

export function PackageForm({ servicePackage, onClose }: Props) {
  const isNew = servicePackage === undefined;
  const save = useSaveThing<ServicePackage>('service-packages', '/service-packages', servicePackage?.id);
  const form = useEntryForm<PackageEntry>({
    initialValues: entryOf(servicePackage),
    validate: checkPackage,
  });
  const store = async (entry: PackageEntry) => {
    await save.mutateAsync(toPackage(entry, isNew));
    notifications.show({
      color: 'green',
      message: `${entry.name} ${isNew ? 'added' : 'changed, in force at the next login'}.`,
    });
    onClose();
  };
  const { onSubmit, saving, fault } = useSaveForm(form, store, packageServerNames);
  return (
    <FormDrawer
      title={isNew ? 'Add package' : `Edit ${servicePackage.name}`}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
      saveLabel={isNew ? 'Add package' : 'Save'}
    >
      <TextInput
        label="Name"
        name="name"
        withAsterisk
        data-autofocus
        placeholder="Home 20"
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      {isNew && (
        <Input.Wrapper label="For" labelElement="div">
          <SegmentedControl
            fullWidth
            data={[
              { value: 'pppoe', label: 'Lines (PPPoE)' },
              { value: 'hotspot', label: 'Hotspot' },
            ]}
            aria-label="For"
            {...form.getInputProps('kind')}
          />
        </Input.Wrapper>
      )}
      <PackageAmountFields form={form} />
      {form.getValues().kind === 'hotspot' && (
        <>
          <PackageTrialField form={form} />
          <PackageZonesField form={form} />
        </>
      )}
      <PackageAccessFields form={form} />
    </FormDrawer>
  );
}
