import { ActionIcon } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { FindBox } from './find/FindBox.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { HelpMenu } from './help/HelpMenu.tsx';
import classes from './TopBar.module.css';
import { TruthDot } from './TruthDot.tsx';
import { say } from './texts.ts';

type Props = { readonly onMenu: () => void; readonly onHelp: () => void };

export function TopBar({ onMenu, onHelp }: Props) {
  return (
    <header className={classes['bar']}>
      <ActionIcon className={classes['burger']} size={40} onClick={onMenu} aria-label={say('openMenu')}>
        <IconMenu2 size={20} aria-hidden />
      </ActionIcon>
      <FindBox />
      <div className={classes['end']}>
        <TruthDot />
        <HelpMenu onKeyboard={onHelp} />
        <AccountMenu />
      </div>
    </header>
  );
}
