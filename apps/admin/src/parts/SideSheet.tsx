import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { signedOut } from '../api/signed-out.ts';
import { useReturnFocus } from './use-return-focus.ts';
import classes from './SideSheet.module.css';
import { say } from './texts.ts';

type Props = {
  readonly title: string;
  readonly onClose: () => void;
  readonly width?: number;
  readonly padded?: boolean;
  readonly children: ReactNode;
};

/** Slides in at the right; the whole screen on a phone. It is there while it is rendered. */
export function SideSheet({ title, onClose, width = 460, padded = true, children }: Props) {
  useReturnFocus();
  const phone = useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false });
  return (
    <Drawer
      opened
      returnFocus={false}
      onClose={() => signedOut.get() || onClose()}
      size={phone ? '100%' : width}
      padding={0}
      withCloseButton={false}
      overlayProps={{ backgroundOpacity: 0.35 }}
      classNames={{ content: classes['content']!, body: classes['body']! }}
    >
      {/* Not Mantine's own header element: it would count as the page's second banner. */}
      <div className={classes['header']}>
        <Drawer.Title className={classes['title']!}>{title}</Drawer.Title>
        <Drawer.CloseButton aria-label={say('close')} />
      </div>
      {padded ? <div className={classes['padded']}>{children}</div> : children}
    </Drawer>
  );
}
