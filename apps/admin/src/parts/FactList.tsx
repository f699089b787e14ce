import type { ReactNode } from 'react';
import classes from './FactList.module.css';
import { Quiet } from './Quiet.tsx';

export type Fact = readonly [name: string, value: ReactNode];

/** Names and values, one under the other. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={classes['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? <Quiet text={null} />}</dd>
        </div>
      ))}
    </dl>
  );
}
