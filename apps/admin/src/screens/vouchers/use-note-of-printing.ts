import { useEffect } from 'react';

/** Calls back after the browser's print window; whether paper came out, no page is told. */
export function useNoteOfPrinting(note: () => void): void {
  useEffect(() => {
    window.addEventListener('afterprint', note);
    return () => window.removeEventListener('afterprint', note);
  }, [note]);
}
