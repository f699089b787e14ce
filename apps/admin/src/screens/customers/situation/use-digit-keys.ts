import { useEffect, useEffectEvent } from 'react';
import { isTyping } from '../../../parts/is-typing.ts';

/** 1 to 9, pressed where nothing is typed and nothing is open over the page. */
export function useDigitKeys(onDigit: (digit: number) => void): void {
  const press = useEffectEvent(onDigit);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!/^[1-9]$/.test(event.key) || event.repeat || isTyping(event)) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('[role="dialog"]') !== null) return;
      press(Number(event.key));
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
