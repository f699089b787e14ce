import { useEffect, useState } from 'react';

/** What opened the first of the sheets and dialogs that lie over the page. */
let openedBy: HTMLElement | null = null;

/** When a sheet or dialog closes, the focus is where it was before: on the button that opened it. */
export function useReturnFocus(): void {
  const [before] = useState(focusedControl);
  useEffect(() => {
    if (before !== null && before.closest('[role="dialog"]') === null) openedBy = before;
    const opener = openedBy;
    return () => {
      // After the next sheet has opened, if this one only made room for it.
      setTimeout(() => {
        const above = document.querySelector('[role="dialog"]');
        const target = before?.isConnected ? before : opener;
        if (target?.isConnected && (above === null || above.contains(target))) target.focus();
      });
    };
  }, [before]);
}

/** The focused control; of a menu's entry, which goes with its menu, the button that opened the menu. */
function focusedControl(): HTMLElement | null {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement) || activeElement === document.body) return null;
  const menu = activeElement.closest('[role="menu"]');
  if (menu === null) return activeElement;
  return document.getElementById(menu.getAttribute('aria-labelledby') ?? '') ?? activeElement;
}
