import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { signedOut } from '../api/signed-out.ts';
import { useReturnFocus } from './use-return-focus.ts';
import classes from './Dialog.module.css';
import { say } from './texts.ts';

type Props = {
  readonly title: string;
  readonly onClose: () => void;
  readonly width?: number;
  readonly children: ReactNode;
};

/** A small window in the middle. It is there while it is rendered. */
export function Dialog({ title, onClose, width = 440, children }: Props) {
  useReturnFocus();
  return (
    <Modal
      opened
      returnFocus={false}
      onClose={() => signedOut.get() || onClose()}
      size={width}
      padding={20}
      withCloseButton={false}
      overlayProps={{ backgroundOpacity: 0.35 }}
      classNames={{ content: classes['content']! }}
    >
      <div className={classes['header']}>
        <Modal.Title className={classes['title']!}>{title}</Modal.Title>
        <Modal.CloseButton aria-label={say('close')} />
      </div>
      {children}
    </Modal>
  );
}
