import type { MouseEvent } from 'react';

/** A click on the row itself: not on a control in it, and not the end of selecting text. */
export function opensRow(event: MouseEvent<HTMLElement>): boolean {
  if (!(event.target instanceof Element)) return false;
  const control = event.target.closest('a, button, input, label');
  if (control !== null && control !== event.currentTarget) return false;
  // A menu or drawer opened from the row is its child for React, but not on the page.
  if (!event.currentTarget.contains(event.target)) return false;
  return (document.getSelection()?.toString() ?? '') === '';
}
