import { Link } from '@tanstack/react-router';
import type { Home } from '../../api/types.ts';
import { useMe } from '../../api/use-me.ts';
import { useSameDevicePairs } from '../devices/use-same-devices.ts';
import { type Need, needsOf } from './needs-of.ts';
import classes from './Home.module.css';
import { say } from './texts.ts';

/** What waits for a person, each a way to the list of it. Nothing where nothing waits. */
export function NeedsYou({ waiting }: { readonly waiting: Home['waiting'] }) {
  const permissions = useMe().data?.permissions ?? [];
  const pairs = useSameDevicePairs(null).length;
  const needs = needsOf(waiting, pairs, permissions);
  return (
    <section className={classes['needs']} aria-label={say('whatNeeds')}>
      {needs.length === 0 && <p className={classes['none']}>{say('nothingWaits')}</p>}
      <ul>
        {needs.map(({ sentence, to, search }: Need) => (
          <li key={sentence}>
            <Link to={to} search={search}>
              {sentence}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
