import { Button } from '@mantine/core';
import classes from './BindingSwitch.module.css';

type Props = { readonly name: string; readonly onCancel: () => void; readonly onStrict: () => void };

/** Strict without a device locks the customer out: said before, not after. */
export function StrictWarning({ name, onCancel, onStrict }: Props) {
  return (
    <div className={classes['warning']} role="alert">
      <p>
        {name} has no registered device. With strict, every login is refused until one is added. Learn would
        register the first device that logs in.
      </p>
      <div className={classes['ways']}>
        <Button size="xs" color="red" onClick={onStrict}>
          Switch to strict
        </Button>
        <Button size="xs" variant="default" onClick={onCancel} autoFocus>
          Leave it
        </Button>
      </div>
    </div>
  );
}
