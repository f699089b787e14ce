import { Button } from '@mantine/core';
import classes from './FormDrawer.module.css';

type Props = { readonly onKeep: () => void; readonly onDiscard: () => void };

/** Asked here, where undo is impossible: what was typed is nowhere else. */
export function UnsavedQuestion({ onKeep, onDiscard }: Props) {
  return (
    <>
      <span className={classes['question']} role="alert">
        Discard what you typed?
      </span>
      <Button variant="default" onClick={onKeep} autoFocus>
        Keep editing
      </Button>
      <Button color="red" onClick={onDiscard}>
        Discard
      </Button>
    </>
  );
}
