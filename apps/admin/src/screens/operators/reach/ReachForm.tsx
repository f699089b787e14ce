import { MultiSelect, Radio, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { OperatorReach } from '../../../api/types.ts';
import { FormDrawer } from '../../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../../parts/form/use-save-form.ts';
import { useRouterChoices } from '../../routers/use-router-choices.ts';
import { useZones } from '../../zones/use-zones.ts';
import { say } from '../texts.ts';
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
    notifications.show({ color: 'green', message: say('reachChanged', { name: operator.name }) });
    onClose();
  });
  const nothing = zoneIds.length + routerIds.length === 0;
  return (
    <FormDrawer
      title={say('whatLooksAfter', { name: operator.name })}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
      saveLabel={say('save')}
    >
      <Radio.Group label={say('customersAndPlaces')} {...form.getInputProps('limited')}>
        <Stack gap={10} mt={8}>
          <Radio value="all" label={say('wholeHouse')} description={say('wholeHouseHelp')} />
          <Radio value="part" label={say('someOnly')} description={say('someOnlyHelp')} />
        </Stack>
      </Radio.Group>
      {limited === 'part' && (
        <>
          <MultiSelect
            label={say('zones')}
            name="zoneIds"
            description={say('zonesHelp')}
            searchable
            clearable
            nothingFoundMessage={say('noSuchZone')}
            data={zones.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('zoneIds')}
          />
          <MultiSelect
            label={say('routers')}
            name="routerIds"
            description={nothing ? say('nothingChosen') : say('routersHelp')}
            searchable
            clearable
            nothingFoundMessage={say('noSuchRouter')}
            data={routers.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('routerIds')}
          />
        </>
      )}
    </FormDrawer>
  );
}
