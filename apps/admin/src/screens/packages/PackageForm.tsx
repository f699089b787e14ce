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
import { SoldPackageFault } from './SoldPackageFault.tsx';
import { checkPackage, entryOf, type PackageEntry, packageServerNames, toPackage } from './package-entry.ts';
import { say } from './texts.ts';

type Props = {
  readonly servicePackage?: ServicePackage;
  /** What a new one begins with. */
  readonly begunWith?: PackageEntry;
  /** Instead of changing one: a new one with what was typed. */
  readonly onDuplicate?: (typed: PackageEntry) => void;
  readonly onClose: () => void;
};

export function PackageForm({ servicePackage, begunWith, onDuplicate, onClose }: Props) {
  const isNew = servicePackage === undefined;
  const save = useSaveThing<ServicePackage>('service-packages', '/service-packages', servicePackage?.id);
  const form = useEntryForm<PackageEntry>({
    initialValues: begunWith ?? entryOf(servicePackage),
    validate: checkPackage,
  });
  const store = async (entry: PackageEntry, confirmed: object = {}) => {
    await save.mutateAsync({ ...toPackage(entry, isNew), ...confirmed });
    const { name } = entry;
    notifications.show({
      color: 'green',
      message: isNew ? say('added', { name }) : say('changedInForce', { name }),
    });
    onClose();
  };
  const { onSubmit, attempt, saving, fault, code } = useSaveForm(
    form,
    (entry) => store(entry),
    packageServerNames,
  );
  return (
    <FormDrawer
      title={isNew ? say('addPackage') : say('editPackage', { name: servicePackage.name })}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={
        fault && (
          <SoldPackageFault
            fault={fault}
            code={code}
            onChangeAnyway={() => void attempt(() => store(form.getValues(), { alsoForSold: true }))}
            onDuplicate={() => onDuplicate?.(form.getValues())}
          />
        )
      }
      saveLabel={isNew ? say('addPackage') : say('save')}
    >
      <TextInput
        label={say('name')}
        name="name"
        withAsterisk
        data-autofocus
        placeholder={say('nameExample')}
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      {isNew && (
        <Input.Wrapper label={say('for')} labelElement="div">
          <SegmentedControl
            fullWidth
            data={[
              { value: 'pppoe', label: say('lines') },
              { value: 'hotspot', label: say('hotspot') },
            ]}
            aria-label={say('for')}
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
