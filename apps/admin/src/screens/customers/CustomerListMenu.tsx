import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconDownload } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import type { Params } from '../../api/call-api.ts';
import { exportLink } from '../../parts/export/export-link.ts';
import { followExport } from '../../parts/export/follow-export.ts';
import { say } from './texts.ts';

type Props = {
  /** What the list asks for. */
  readonly asked: Params;
  readonly columns: readonly string[];
};

/** What concerns the list as a whole: the file of all that match. */
export function CustomerListMenu({ asked, columns }: Props) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={36} variant="default" aria-label={say('moreAboutList')}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component="a"
          href={exportLink('customers', asked, columns)}
          download
          onClick={(event: MouseEvent<HTMLAnchorElement>) => void followExport(event)}
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {say('exportMatching')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
