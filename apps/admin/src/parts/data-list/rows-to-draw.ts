/** What is in view, by the indexes of its first and last row. */
export type RowSpan = { readonly first: number; readonly last: number };

/** What is drawn: what is in view with some rows around it. */
export type DrawnRows = RowSpan & { readonly view: RowSpan; readonly jumped: boolean };

const AROUND = 8;
const AROUND_AFTER_A_JUMP = 1;

/**
 * Which rows are drawn. Rows around those in view are ready when one scrolls on; but where less than half of what is
 * in view was drawn before, as when the wheel is spun or the scroll bar dragged, only what is seen is drawn, and what is
 * around it once the scrolling rests.
 * @param before what is drawn now
 */
export function rowsToDraw(
  view: RowSpan,
  count: number,
  before: DrawnRows | null,
  scrolling: boolean,
): DrawnRows {
  const jumped = scrolling && before !== null && isJump(view, before);
  const around = jumped ? AROUND_AFTER_A_JUMP : AROUND;
  return {
    view,
    jumped,
    first: Math.max(0, view.first - around),
    last: Math.min(count - 1, view.last + around),
  };
}

function isJump({ first, last }: RowSpan, before: DrawnRows): boolean {
  if (first === before.view.first && last === before.view.last) return before.jumped;
  const there = Math.min(last, before.last) - Math.max(first, before.first) + 1;
  return there < (last - first + 1) / 2;
}
