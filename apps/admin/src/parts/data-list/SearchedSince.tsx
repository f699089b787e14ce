import { formatExact } from '../format/time.ts';
import classes from './DataList.module.css';

/** In a list of millions: how far back what was searched for has been looked for. */
export function SearchedSince({ since, noun }: { readonly since: string; readonly noun: string }) {
  return (
    <p className={classes['searchedSince']} role="note">
      Customers and registered devices are found in every {noun}; anything else in those since{' '}
      {formatExact(Date.parse(since))}.
    </p>
  );
}
