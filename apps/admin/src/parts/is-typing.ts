const TYPED_INTO =
  'textarea, select, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="button"])';
const KEEPS_ITS_KEYS = '[role="dialog"], [role="menu"], [role="listbox"]';

/** Whether a key press belongs to a field, an open menu or a dialog rather than to the page. */
export function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return target instanceof Element && (target.matches(TYPED_INTO) || target.closest(KEEPS_ITS_KEYS) !== null);
}
