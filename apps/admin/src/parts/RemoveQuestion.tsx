import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from './Dialog.tsx';
import { say } from './texts.ts';

type Props = {
  /** "Remove the router Tower North?" */
  readonly title: string;
  readonly children: ReactNode;
  readonly removeLabel?: string;
  readonly onRemove: () => void;
  readonly onClose: () => void;
};

/** Asked only where undo is impossible; names the thing and the effect. */
export function RemoveQuestion({ title, children, removeLabel = say('remove'), onRemove, onClose }: Props) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p style={{ marginBlock: '0 20px' }}>{children}</p>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {say('keep')}
        </Button>
        <Button
          color="red"
          onClick={() => {
            onRemove();
            onClose();
          }}
        >
          {removeLabel}
        </Button>
      </Group>
    </Dialog>
  );
}
