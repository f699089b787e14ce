import { Button } from '@mantine/core';
import classes from './FormDrawer.module.css';
import { say } from '../texts.ts';

type Props = { readonly onKeep: () => void; readonly onDiscard: () => void };

/** Asked here, where undo is impossible: what was typed is nowhere else. */
export function UnsavedQuestion({ onKeep, onDiscard }: Props) {
  return (
    <>
      <span className={classes['question']} role="alert">
        {say('discardTyped')}
      </span>
      <Button variant="default" onClick={onKeep} autoFocus>
        {say('keepEditing')}
      </Button>
      <Button color="red" onClick={onDiscard}>
        {say('discard')}
      </Button>
    </>
  );
}
