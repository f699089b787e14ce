import { Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { Customer } from '../../api/types.ts';
import { useMe } from '../../api/use-me.ts';
import { useRouterChoices } from '../routers/use-router-choices.ts';
import { useZones } from '../zones/use-zones.ts';
import type { CustomerEntry } from './customer-entry.ts';
import { say } from './texts.ts';

type Props = {
  readonly form: UseFormReturnType<CustomerEntry>;
  /** As it is now. */
  readonly home: Customer['home'];
};

/** Whose customer it is, where operators look after a part of the house. */
export function CustomerHomeField({ form, home }: Props) {
  const zones = useZones();
  const routers = useRouterChoices();
  const limited = useMe().data?.limited ?? false;
  const choices = [
    { group: say('zones'), items: zones.map(({ id, name }) => ({ value: `zone:${id}`, label: name })) },
    { group: say('routers'), items: routers.map(({ id, name }) => ({ value: `router:${id}`, label: name })) },
  ];
  return (
    <Select
      label={say('atHome')}
      name="home"
      description={say(limited ? 'homeOfYours' : 'homeHelp')}
      placeholder={
        home ? say('homeNow', { name: home.name }) : say(limited ? 'chooseHome' : 'whereTheyLogIn')
      }
      searchable
      clearable={!limited}
      nothingFoundMessage={say('noSuchHome')}
      data={choices.filter(({ items }) => items.length > 0)}
      {...form.getInputProps('home')}
      value={form.getValues().home || null}
      onChange={(home) => form.setFieldValue('home', home ?? '')}
    />
  );
}
