import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconX } from '@tabler/icons-react';
import { ZoneSelect } from '../zones/ZoneSelect.tsx';
import type { RouterEntry } from './router-entry.ts';
import { say } from './texts.ts';

const AS_MIKROTIK_NAMES_IT = 'hotspot1';

/** One MikroTik may run several hotspots: the server's name, sent as Called-Station-Id, tells the zone. */
export function HotspotServersField({ form }: { readonly form: UseFormReturnType<RouterEntry> }) {
  const { hotspotServers } = form.getValues();
  return (
    <Input.Wrapper
      labelElement="div"
      label={say('serversElsewhere')}
      error={form.errors['hotspotServers']}
      description={say('serversHelp')}
    >
      <Stack gap="xs" mt="xs">
        {hotspotServers.map((_, index) => (
          // The rows have no id of their own, and are only added at the end or taken out.
          <Group key={`row-${String(index)}`} gap="xs" align="flex-start" wrap="nowrap">
            <TextInput
              aria-label={say('serverName', { number: index + 1 })}
              placeholder={AS_MIKROTIK_NAMES_IT}
              autoComplete="off"
              flex={1}
              {...form.getInputProps(`hotspotServers.${index}.serverName`)}
            />
            <ZoneSelect
              compact
              label={say('serverZone', { number: index + 1 })}
              {...form.getInputProps(`hotspotServers.${index}.zoneId`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={say('takeOut', { number: index + 1 })}
              onClick={() => form.removeListItem('hotspotServers', index)}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => form.insertListItem('hotspotServers', { serverName: '', zoneId: '' })}
        >
          {say('addServer')}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}
