import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { say } from './texts.ts';

type Props = {
  /** `Menu.Item`s. */
  readonly children: ReactNode;
};

/** What is seldom done with the thing of a page, behind three dots beside its buttons. */
export function MoreMenu({ children }: Props) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={say('moreActions')}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
