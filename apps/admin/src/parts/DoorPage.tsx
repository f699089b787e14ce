import type { ReactNode } from 'react';
import { speak } from '../languages/current.ts';
import classes from './DoorPage.module.css';
import { LanguageChoice } from './language/LanguageChoice.tsx';
import { Mark } from './Mark.tsx';

type Props = { readonly title: string; readonly intro?: ReactNode; readonly children: ReactNode };

/** A page outside the frame: set-up and sign-in. */
export function DoorPage({ title, intro, children }: Props) {
  return (
    <main className={classes['page']} id="main">
      <div className={classes['column']}>
        <div className={classes['brand']}>
          <Mark size={36} />
          <span>Gatehouse</span>
        </div>
        <h1>{title}</h1>
        {intro !== undefined && <p className={classes['intro']}>{intro}</p>}
        {children}
        <footer className={classes['languages']}>
          <LanguageChoice onChoose={speak} />
        </footer>
      </div>
    </main>
  );
}
