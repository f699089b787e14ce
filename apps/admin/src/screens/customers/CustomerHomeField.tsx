import { Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { Customer } from '../../api/types.ts';
import { useMe } from '../../api/use-me.ts';
import { useRouterChoices } from '../routers/use-router-choices.ts';
import { useZones } from '../zones/use-zones.ts';
import type { CustomerEntry } from './customer-entry.ts';

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
    { group: 'Zones', items: zones.map(({ id, name }) => ({ value: `zone:${id}`, label: name })) },
    { group: 'Routers', items: routers.map(({ id, name }) => ({ value: `router:${id}`, label: name })) },
  ];
  return (
    <Select
      label="At home"
      name="home"
      description={
        limited
          ? 'One of the zones and routers that you look after.'
          : 'Operators who look after a zone or a router see the customers at home there. Empty: where they log in.'
      }
      placeholder={
        home ? `${home.name}, where they log in` : limited ? 'Choose a zone or router' : 'Where they log in'
      }
      searchable
      clearable={!limited}
      nothingFoundMessage="There is no such zone or router"
      data={choices.filter(({ items }) => items.length > 0)}
      {...form.getInputProps('home')}
      value={form.getValues().home || null}
      onChange={(home) => form.setFieldValue('home', home ?? '')}
    />
  );
}
