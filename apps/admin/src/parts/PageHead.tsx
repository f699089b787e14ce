import type { ReactNode } from 'react';
import classes from './PageHead.module.css';

type Props = {
  /** Links to what it belongs to, the nearest last, and arrows between them. */
  readonly path?: ReactNode;
  readonly title: ReactNode;
  /** What is said of it in a line: `HeadFact`s, a dot between each two. */
  readonly facts?: ReactNode;
  readonly actions?: ReactNode;
};

/** The head of a page about one thing: where it belongs, what it is, and what can be done with it. */
export function PageHead({ path, title, facts, actions }: Props) {
  return (
    <>
      {path !== undefined && <p className={classes['path']}>{path}</p>}
      <header className={classes['head']}>
        <div>
          <h1>{title}</h1>
          {facts !== undefined && <p className={classes['facts']}>{facts}</p>}
        </div>
        {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
      </header>
    </>
  );
}

/** One thing that is said of it. */
export function HeadFact({ children }: { readonly children: ReactNode }) {
  return <span>{children}</span>;
}
