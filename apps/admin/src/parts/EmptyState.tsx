import type { IconHome } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './EmptyState.module.css';

type Props = {
  readonly icon?: typeof IconHome;
  readonly title: string;
  /** Where it is the whole page, its title is the page's heading. */
  readonly heading?: boolean;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
};

/** One sentence and the next thing to do. */
export function EmptyState({ icon: Icon, title, heading = false, children, action }: Props) {
  const Title = heading ? 'h1' : 'p';
  return (
    <div className={classes['empty']}>
      {Icon && <Icon size={28} stroke={1.4} aria-hidden />}
      <Title className={classes['title']}>{title}</Title>
      {children !== undefined && <p className={classes['text']}>{children}</p>}
      {action !== undefined && <div className={classes['action']}>{action}</div>}
    </div>
  );
}
