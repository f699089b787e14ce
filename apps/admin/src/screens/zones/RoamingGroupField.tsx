import { Autocomplete } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import { language } from '../../languages/current.ts';
import { say } from './texts.ts';
import { useZones } from './use-zones.ts';

const inOneLine = new Intl.ListFormat(language, { type: 'unit', style: 'short' });

type Props = GetInputPropsReturnType & { readonly own: string | undefined };

/** Who may roam: the name that zones have in common. */
export function RoamingGroupField({ own, ...field }: Props) {
  const zones = useZones();
  const groups = new Set(zones.flatMap(({ roamingGroup }) => roamingGroup ?? []));
  const typed = typeof field['value'] === 'string' ? field['value'].trim() : '';
  const others = zones.filter(({ id, roamingGroup }) => id !== own && roamingGroup === typed);
  return (
    <Autocomplete
      label={say('roamingGroup')}
      name="roamingGroup"
      placeholder={say('roamingNone')}
      description={
        others.length === 0
          ? say('roamingHelp')
          : say('roamingWith', { zones: inOneLine.format(others.map(({ name }) => name)) })
      }
      maxLength={100}
      data={[...groups]}
      {...field}
    />
  );
}
