import { ActionIcon, Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { IconCopy, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { say } from './texts.ts';

type Props = {
  readonly name: string;
  readonly onEdit: () => void;
  /** Where another one can be made of it. */
  readonly onDuplicate?: () => void;
  readonly onRemove: () => void;
  /** What else can be done, as items of the menu. */
  readonly children?: ReactNode;
};

export function EditRemoveMenu({ name, onEdit, onDuplicate, onRemove, children }: Props) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size={28} aria-label={say('actionsFor', { name })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>
          {say('edit')}
        </Menu.Item>
        {onDuplicate && (
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={onDuplicate}>
            {say('duplicate')}
          </Menu.Item>
        )}
        {children}
        <Menu.Item leftSection={<IconTrash size={16} />} onClick={onRemove}>
          {say('removeDots')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
