import type { ReactNode } from 'react';
import { type HelpPageName, helpAddress } from './help-pages.ts';

type Props = {
  readonly page: HelpPageName;
  /** The heading on it, as the address names it. */
  readonly anchor?: string;
  readonly children: ReactNode;
};

/** To a page of the handbook, in a tab of its own: what is being typed here stays. */
export function HelpLink({ page, anchor, children }: Props) {
  return (
    <a href={helpAddress(page, anchor)} target="gatehouse-help">
      {children}
    </a>
  );
}
