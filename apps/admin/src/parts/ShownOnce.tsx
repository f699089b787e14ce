import { Button, CopyButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from './Dialog.tsx';
import classes from './ShownOnce.module.css';
import { say } from './texts.ts';

type Props = {
  readonly title: string;
  /** What is to be done with it. */
  readonly intro: ReactNode;
  readonly secret: string;
  /** "Copy link" */
  readonly copyLabel: string;
  readonly children?: ReactNode;
  readonly onClose: () => void;
};

/** A secret that is told once: to be copied, then gone. */
export function ShownOnce({ title, intro, secret, copyLabel, children, onClose }: Props) {
  return (
    <Dialog title={title} onClose={onClose} width={520}>
      <div className={classes['shown']}>
        <p>{intro}</p>
        <code dir="ltr">{secret}</code>
        {children}
        <div className={classes['buttons']}>
          <Button variant="default" onClick={onClose}>
            {say('close')}
          </Button>
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button onClick={copy} data-autofocus>
                {copied ? say('copiedIt') : copyLabel}
              </Button>
            )}
          </CopyButton>
        </div>
      </div>
    </Dialog>
  );
}
