import { BULK_PERMISSIONS, type BulkKind } from '@gatehouse/domain/devices/bulk-words';
import { Button } from '@mantine/core';
import { IconArrowRight, IconBan, IconCategory, IconTag, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { BulkAction, Device } from '../../../api/types.ts';
import { useMe } from '../../../api/use-me.ts';
import type { Chosen } from '../../../parts/data-list/list-types.ts';
import { ExportButton } from '../../../parts/export/ExportButton.tsx';
import { BulkDialog } from './BulkDialog.tsx';
import { say } from './texts.ts';
import { selectionOf } from './use-bulk.ts';

const BUTTONS = [
  { action: 'label', title: say('label'), icon: IconTag },
  { action: 'type', title: say('type'), icon: IconCategory },
  { action: 'move', title: say('move'), icon: IconArrowRight },
  { action: 'block', title: say('block'), icon: IconBan },
  { action: 'remove', title: say('remove'), icon: IconTrash },
] as const satisfies readonly { action: BulkKind; title: string; icon: unknown }[];

type Props = {
  readonly devices: readonly Device[];
  readonly chosen: Chosen;
  readonly onBegun: (bulk: BulkAction) => void;
};

/** What can be done to the devices that are selected, as far as the operator may. */
export function BulkActions({ devices, chosen, onBegun }: Props) {
  const [asking, setAsking] = useState<BulkKind | null>(null);
  const permissions = useMe().data?.permissions ?? [];
  return (
    <>
      {BUTTONS.filter(({ action }) => permissions.includes(BULK_PERMISSIONS[action])).map(
        ({ action, title, icon: Icon }) => (
          <Button
            key={action}
            size="compact-sm"
            variant="default"
            leftSection={<Icon size={14} aria-hidden />}
            onClick={() => setAsking(action)}
          >
            {title}
          </Button>
        ),
      )}
      <ExportButton thing="devices" chosen={chosen} selection={{ selection: selectionOf(devices, chosen) }} />
      {asking !== null && (
        <BulkDialog
          action={asking}
          devices={devices}
          chosen={chosen}
          onBegun={onBegun}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}
