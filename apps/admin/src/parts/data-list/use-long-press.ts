import { type MouseEvent, type PointerEvent, useCallback, useEffect, useRef } from 'react';

const LONG_MS = 450;
const STILL_PX = 10;

/** A finger that rests on something for half a second means it, not what lies under it. The click that follows is swallowed. */
export function useLongPress(onLongPress: (() => void) | undefined) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const from = useRef({ x: 0, y: 0 });
  const swallow = useRef(false);
  const end = useCallback(() => clearTimeout(timer.current), []);
  useEffect(() => end, [end]);
  if (onLongPress === undefined) return {};
  return {
    onPointerDown: (event: PointerEvent) => {
      swallow.current = false;
      if (event.pointerType === 'mouse') return;
      from.current = { x: event.clientX, y: event.clientY };
      timer.current = setTimeout(() => {
        swallow.current = true;
        onLongPress();
      }, LONG_MS);
    },
    onPointerMove: (event: PointerEvent) => {
      const { x, y } = from.current;
      if (Math.hypot(event.clientX - x, event.clientY - y) > STILL_PX) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    // The browser's own menu for a finger that rests.
    onContextMenu: (event: MouseEvent) => {
      if (swallow.current) event.preventDefault();
    },
    onClickCapture: (event: MouseEvent) => {
      if (!swallow.current) return;
      swallow.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
