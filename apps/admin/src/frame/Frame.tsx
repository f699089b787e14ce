import { Drawer, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { isSignedOut } from '../api/call-api.ts';
import { followLive } from '../api/live/follow-live.ts';
import { signedOut, useSignedOut } from '../api/signed-out.ts';
import { useMe } from '../api/use-me.ts';
import { NotRead } from '../parts/NotRead.tsx';
import { DatabaseAway } from './DatabaseAway.tsx';
import classes from './Frame.module.css';
import { KeyboardHelp } from './KeyboardHelp.tsx';
import { isDatabaseAway, Notices } from './Notices.tsx';
import { leaveForSignIn } from './leave-for-sign-in.ts';
import { SecondFactorDue } from '../screens/two-factor/SecondFactorDue.tsx';
import { SideMenu } from './SideMenu.tsx';
import { SignInAgain } from './SignInAgain.tsx';
import { StepUpDialog } from '../screens/two-factor/StepUpDialog.tsx';
import { TopBar } from './TopBar.tsx';
import { useFrameKeys } from './use-frame-keys.ts';
import { useOwnLanguage } from './use-own-language.ts';
import { useKeptScroll } from './use-kept-scroll.ts';
import { say } from './texts.ts';

/** Side menu, top bar, and the screen in the one place that scrolls. */
export function Frame() {
  const me = useMe();
  const router = useRouter();
  const { pathname } = useLocation();
  const ended = useSignedOut();
  const main = useRef<HTMLElement>(null);
  const [menuOpened, { open: openMenu, close: closeMenu }] = useDisclosure(false);
  const [helpOpened, help] = useDisclosure(false);
  useOwnLanguage(me.data);
  useFrameKeys(help.open);
  useKeptScroll(main, me.data !== undefined);
  useEffect(closeMenu, [pathname, closeMenu]);
  const signedIn = me.data !== undefined && !me.data.secondFactorDue && !ended;
  useEffect(() => (signedIn ? followLive() : undefined), [signedIn]);
  const asSomeoneElse = () => {
    signedOut.set(false);
    leaveForSignIn(router);
  };

  // What is on the screen stays there when nothing can be asked any more: forms, above all.
  if (!me.data && isDatabaseAway(me.error)) return <DatabaseAway onRetry={() => void me.refetch()} />;
  if (!me.data && me.isError && !isSignedOut(me.error)) {
    return (
      <main className={classes['alone']}>
        <NotRead title={say('notRead')} error={me.error} onRetry={() => void me.refetch()} />
      </main>
    );
  }
  if (!me.data) return <div className={classes['waiting']} aria-busy="true" />;
  if (me.data.secondFactorDue) {
    return (
      <>
        <SecondFactorDue me={me.data} />
        {ended && <SignInAgain me={me.data} onOther={asSomeoneElse} />}
      </>
    );
  }
  return (
    <div className={classes['frame']}>
      <a className={classes['skip']} href="#main" onClick={() => main.current?.focus()}>
        {say('skip')}
      </a>
      <div className={classes['side']}>
        <SideMenu />
      </div>
      <TopBar onMenu={openMenu} onHelp={help.open} />
      <Notices />
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
          <Drawer.Title>{say('menu')}</Drawer.Title>
        </VisuallyHidden>
        <SideMenu onSheet />
      </Drawer>
      {helpOpened && <KeyboardHelp onClose={help.close} />}
      <StepUpDialog me={me.data} />
      {ended && <SignInAgain me={me.data} onOther={asSomeoneElse} />}
    </div>
  );
}
