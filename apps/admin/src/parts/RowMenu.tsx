import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { say } from './texts.ts';

type Props = {
  readonly name: string;
  /** `Menu.Item`s. */
  readonly children: ReactNode;
};

/** What can be done with a row, behind three dots at its end. */
export function RowMenu({ name, children }: Props) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={28} aria-label={say('actionsFor', { name })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
