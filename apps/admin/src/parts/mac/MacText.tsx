import classes from './MacAddress.module.css';

/** A MAC inside something that is itself clicked. */
export function MacText({ mac }: { readonly mac: string }) {
  return (
    <span className={classes['mac']} dir="ltr">
      {mac}
    </span>
  );
}
