import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { isTyping } from '../parts/is-typing.ts';
import { MENU } from './menu-items.ts';

const SECOND_KEY_MS = 1_200;

/** `?` for help, and `g` followed by a letter to go somewhere. */
export function useFrameKeys(openHelp: () => void) {
  const navigate = useNavigate();
  const wentAt = useRef(0);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '?') return openHelp();
      const second = Date.now() - wentAt.current < SECOND_KEY_MS;
      wentAt.current = event.key === 'g' && !second ? Date.now() : 0;
      if (!second) return;
      const item = MENU.flatMap((group) => group.items).find(({ key }) => key === event.key);
      if (!item) return;
      event.preventDefault();
      // Not to reach a list's own keys as well.
      event.stopImmediatePropagation();
      void navigate({ to: item.to });
    };
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, [navigate, openHelp]);
}
