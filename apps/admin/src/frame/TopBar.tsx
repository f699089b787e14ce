import { ActionIcon, Tooltip } from '@mantine/core';
import { IconHelp, IconMenu2 } from '@tabler/icons-react';
import { FindBox } from './find/FindBox.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import classes from './TopBar.module.css';
import { TruthDot } from './TruthDot.tsx';

type Props = { readonly onMenu: () => void; readonly onHelp: () => void };

export function TopBar({ onMenu, onHelp }: Props) {
  return (
    <header className={classes['bar']}>
      <ActionIcon className={classes['burger']} size={40} onClick={onMenu} aria-label="Open the menu">
        <IconMenu2 size={20} aria-hidden />
      </ActionIcon>
      <FindBox />
      <div className={classes['end']}>
        <TruthDot />
        <Tooltip label="Keyboard help (?)">
          <ActionIcon className={classes['help']} size={32} onClick={onHelp} aria-label="Keyboard help">
            <IconHelp size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <AccountMenu />
      </div>
    </header>
  );
}
