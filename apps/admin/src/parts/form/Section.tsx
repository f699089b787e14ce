import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Section.module.css';

type Props = { readonly title: string; readonly opened?: boolean; readonly children: ReactNode };

/** Fields that most people leave alone, folded away. */
export function Section({ title, opened = false, children }: Props) {
  return (
    <details className={classes['section']} open={opened || undefined}>
      <summary>
        <IconChevronRight size={16} aria-hidden />
        {title}
      </summary>
      <div>{children}</div>
    </details>
  );
}
