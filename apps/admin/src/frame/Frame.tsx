import { Drawer, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useMe } from '../api/use-me.ts';
import { isUnreachable, Unreachable } from '../parts/Unreachable.tsx';
import classes from './Frame.module.css';
import { KeyboardHelp } from './KeyboardHelp.tsx';
import { SideMenu } from './SideMenu.tsx';
import { TopBar } from './TopBar.tsx';
import { useFrameKeys } from './use-frame-keys.ts';

/** Side menu, top bar, and the screen in the one place that scrolls. */
export function Frame() {
  const me = useMe();
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const [menuOpened, { open: openMenu, close: closeMenu }] = useDisclosure(false);
  const [helpOpened, help] = useDisclosure(false);
  useFrameKeys(help.open);
  useEffect(() => {
    closeMenu();
    main.current?.scrollTo({ top: 0 });
  }, [pathname, closeMenu]);

  if (me.isError && isUnreachable(me.error)) return <Unreachable onRetry={() => void me.refetch()} />;
  if (!me.data) return <div className={classes['waiting']} aria-busy="true" />;
  return (
    <div className={classes['frame']}>
      <a className={classes['skip']} href="#main" onClick={() => main.current?.focus()}>
        Skip to the content
      </a>
      <div className={classes['side']}>
        <SideMenu />
      </div>
      <TopBar onMenu={openMenu} onHelp={help.open} />
      <main className={classes['main']} id="main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <Drawer
        opened={menuOpened}
        onClose={closeMenu}
        position="left"
        size={264}
        padding={0}
        withCloseButton={false}
        overlayProps={{ backgroundOpacity: 0.35 }}
      >
        <VisuallyHidden>
          <Drawer.Title>Menu</Drawer.Title>
        </VisuallyHidden>
        <SideMenu onSheet />
      </Drawer>
      {helpOpened && <KeyboardHelp onClose={help.close} />}
    </div>
  );
}
