import { MultiSelect, Radio, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { OperatorReach } from '../../../api/types.ts';
import { FormDrawer } from '../../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../../parts/form/use-save-form.ts';
import { useRouterChoices } from '../../routers/use-router-choices.ts';
import { useZones } from '../../zones/use-zones.ts';
import { useChangeReach } from './use-reach.ts';

type Props = {
  readonly operator: { readonly id: string; readonly name: string };
  /** As it is now. */
  readonly reach: OperatorReach;
  readonly onClose: () => void;
};

/** Which part of the house an operator looks after: all of it, or the customers at home in some zones and at some routers. */
export function ReachForm({ operator, reach, onClose }: Props) {
  const zones = useZones();
  const routers = useRouterChoices();
  const change = useChangeReach(operator.id);
  const form = useEntryForm({
    initialValues: {
      limited: reach.limited ? 'part' : 'all',
      zoneIds: reach.zones.map(({ id }) => id),
      routerIds: reach.routers.map(({ id }) => id),
    },
    validate: {},
  });
  const { limited, zoneIds, routerIds } = form.getValues();
  const { onSubmit, saving, fault } = useSaveForm(form, async (entry) => {
    await change.mutateAsync({ ...entry, limited: entry.limited === 'part' });
    notifications.show({ color: 'green', message: `Changed. In force at ${operator.name}’s next click.` });
    onClose();
  });
  const nothing = zoneIds.length + routerIds.length === 0;
  return (
    <FormDrawer
      title={`What ${operator.name} looks after`}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
      saveLabel="Save"
    >
      <Radio.Group label="Customers and places" {...form.getInputProps('limited')}>
        <Stack gap={10} mt={8}>
          <Radio value="all" label="The whole house" description="Every customer, zone and router." />
          <Radio
            value="part"
            label="Some zones and routers"
            description="Only the customers who are at home there, and nothing that concerns everybody: no settings, packages, imports."
          />
        </Stack>
      </Radio.Group>
      {limited === 'part' && (
        <>
          <MultiSelect
            label="Zones"
            name="zoneIds"
            description="With the routers that serve no other zone."
            searchable
            clearable
            nothingFoundMessage="There is no such zone"
            data={zones.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('zoneIds')}
          />
          <MultiSelect
            label="Routers"
            name="routerIds"
            description={
              nothing
                ? 'Nothing is chosen: they see no customer at all.'
                : 'With the customers who come through them.'
            }
            searchable
            clearable
            nothingFoundMessage="There is no such router"
            data={routers.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('routerIds')}
          />
        </>
      )}
    </FormDrawer>
  );
}
