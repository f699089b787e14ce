import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';

type Options = { readonly dirty: boolean; readonly onClose: () => void };

/** Nothing typed is lost by a stray Escape, a click beside the form, or the back button. */
export function useLeaveGuard({ dirty, onClose }: Options) {
  const [asking, setAsking] = useState(false);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty,
    disabled: !dirty,
    withResolver: true,
  });
  const blocked = blocker.status === 'blocked';
  return {
    asking: asking || blocked,
    close: () => (dirty ? setAsking(true) : onClose()),
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
