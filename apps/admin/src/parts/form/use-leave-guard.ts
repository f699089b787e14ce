import { useBlocker } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

type Options = { readonly dirty: boolean; readonly opened: boolean; readonly onClose: () => void };

/** Nothing typed is lost by a stray Escape, a click beside the form, or the back button. */
export function useLeaveGuard({ dirty, opened, onClose }: Options) {
  const [asking, setAsking] = useState(false);
  const guarded = dirty && opened;
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => guarded && current.pathname !== next.pathname,
    enableBeforeUnload: () => guarded,
    disabled: !guarded,
    withResolver: true,
  });
  const blocked = blocker.status === 'blocked';
  useEffect(() => {
    if (!opened) setAsking(false);
  }, [opened]);
  return {
    asking: asking || blocked,
    close: () => (guarded ? setAsking(true) : onClose()),
    keep: () => {
      setAsking(false);
      if (blocked) blocker.reset();
    },
    discard: () => {
      setAsking(false);
      onClose();
      if (blocked) blocker.proceed();
    },
  };
}
