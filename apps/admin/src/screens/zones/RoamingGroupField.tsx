import { Autocomplete } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import { useZones } from './use-zones.ts';

type Props = GetInputPropsReturnType & { readonly own: string | undefined };

/** Who may roam: the name that zones have in common. */
export function RoamingGroupField({ own, ...field }: Props) {
  const zones = useZones();
  const groups = new Set(zones.flatMap(({ roamingGroup }) => roamingGroup ?? []));
  const typed = typeof field['value'] === 'string' ? field['value'].trim() : '';
  const others = zones.filter(({ id, roamingGroup }) => id !== own && roamingGroup === typed);
  return (
    <Autocomplete
      label="Roaming group"
      name="roamingGroup"
      placeholder="None: known here only"
      description={
        others.length === 0
          ? 'A device that logged in once is known in all zones with the same group.'
          : `Its devices are known here too: ${others.map(({ name }) => name).join(', ')}.`
      }
      maxLength={100}
      data={[...groups]}
      {...field}
    />
  );
}
