import { useEffect } from 'react';
import type { Me } from '../api/types.ts';
import { language, speak } from '../languages/current.ts';

/** The page speaks the operator's language, whatever the browser spoke before they signed in. */
export function useOwnLanguage(me: Me | undefined): void {
  const own = me?.language ?? language;
  useEffect(() => {
    if (own !== language) speak(own);
  }, [own]);
}
