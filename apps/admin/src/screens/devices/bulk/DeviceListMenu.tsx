import { ActionIcon, Menu } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconDots, IconDownload, IconFileImport, IconHistory } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { MouseEvent } from 'react';
import type { Params } from '../../../api/call-api.ts';
import { useMay } from '../../../api/use-me.ts';
import { exportLink } from '../../../parts/export/export-link.ts';
import { followExport } from '../../../parts/export/follow-export.ts';
import { say } from './texts.ts';
import { BulkHistory } from './BulkHistory.tsx';

type Props = {
  /** What the list asks for. */
  readonly asked: Params;
  readonly columns: readonly string[];
  readonly onWatch: (id: string) => void;
};

/** What concerns the list as a whole: the file of all that match, and what was done to many at once. */
export function DeviceListMenu({ asked, columns, onWatch }: Props) {
  const [history, setHistory] = useState(false);
  const mayChange = useMay('devices.add');
  const mayImport = useMay('imports.run');
  // Beside the list's name there is no room for it.
  const phone = useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false });
  const navigate = useNavigate();
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={36} variant="default" aria-label={say('moreAboutList')}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component="a"
            href={exportLink('devices', asked, columns)}
            download
            onClick={(event: MouseEvent<HTMLAnchorElement>) => void followExport(event)}
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {say('exportAll')}
          </Menu.Item>
          {phone && mayImport && (
            <Menu.Item
              leftSection={<IconFileImport size={16} aria-hidden />}
              onClick={() => void navigate({ to: '/imports', search: { new: 'devices' } as never })}
            >
              {say('importDevices')}
            </Menu.Item>
          )}
          {mayChange && (
            <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} onClick={() => setHistory(true)}>
              {say('doneToManyDots')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {history && <BulkHistory onWatch={onWatch} onClose={() => setHistory(false)} />}
    </>
  );
}
