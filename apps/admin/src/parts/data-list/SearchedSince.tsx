import { formatExact } from '../format/time.ts';
import classes from './DataList.module.css';
import { say } from '../texts.ts';

/** In a list of millions: how far back what was searched for has been looked for. */
export function SearchedSince({ since, noun }: { readonly since: string; readonly noun: string }) {
  return (
    <p className={classes['searchedSince']} role="note">
      {say('searchedSince', { noun, since: formatExact(Date.parse(since)) })}
    </p>
  );
}
