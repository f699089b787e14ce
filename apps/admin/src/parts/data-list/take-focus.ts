/** What somebody is at who must not be led away from it by a list that is drawn anew. */
const ELSEWHERE =
  'input:not([type="checkbox"]), textarea, select, [role="dialog"], [role="menu"], [role="listbox"]';

/** The focus goes to a row, unless it is within it already, or in a field or a dialog. */
export function takeFocus(row: HTMLElement): void {
  const at = document.activeElement;
  if (row.contains(at) || at?.closest(ELSEWHERE)) return;
  row.focus({ preventScroll: true });
}
