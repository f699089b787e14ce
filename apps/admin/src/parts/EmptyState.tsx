import type { IconHome } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './EmptyState.module.css';

type Props = {
  readonly icon?: typeof IconHome;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
};

/** One sentence and the next thing to do. */
export function EmptyState({ icon: Icon, title, children, action }: Props) {
  return (
    <div className={classes['empty']}>
      {Icon && <Icon size={28} stroke={1.4} aria-hidden />}
      <p className={classes['title']}>{title}</p>
      {children !== undefined && <p className={classes['text']}>{children}</p>}
      {action !== undefined && <div className={classes['action']}>{action}</div>}
    </div>
  );
}
