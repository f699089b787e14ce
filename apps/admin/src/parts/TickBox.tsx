import type { ChangeEvent } from 'react';
import classes from './TickBox.module.css';

type Props = {
  /** What is ticked; there is no text beside it. */
  readonly label: string;
  readonly checked: boolean;
  /** Some of what it stands for are ticked, not all. */
  readonly some?: boolean;
  /** For a finger. */
  readonly large?: boolean;
  readonly className?: string | undefined;
  readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void;
};

/** A box to tick in a row: the browser's own in the app's looks. A list draws dozens of them for each frame that one scrolls. */
export function TickBox({ label, checked, some, large, className, onChange }: Props) {
  const look = classes['tick'] ?? '';
  // No attribute says "some": it is told to the element.
  const tellSome = (box: HTMLInputElement | null) => {
    if (box !== null) box.indeterminate = some === true;
  };
  return (
    <input
      ref={some === undefined ? undefined : tellSome}
      type="checkbox"
      className={className === undefined ? look : `${look} ${className}`}
      data-large={large || undefined}
      aria-label={label}
      checked={checked}
      onChange={onChange}
    />
  );
}
