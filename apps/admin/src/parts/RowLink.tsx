import { type RegisteredRouter, useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import { fillPath } from './fill-path.ts';

type AppPath = Extract<keyof RegisteredRouter['routesByPath'], string>;
type Names<Path extends string> = Path extends `${string}$${infer Name}/${infer Rest}`
  ? Name | Names<`/${Rest}`>
  : Path extends `${string}$${infer Name}`
    ? Name
    : never;
type Texts<Name extends string> = Readonly<Record<Name, string>>;

type Plain = {
  readonly to: string;
  readonly params?: Texts<string>;
  readonly search?: Texts<string>;
  readonly children: ReactNode;
};
type Props<Path extends AppPath> = Omit<Plain, 'to' | 'params'> & { readonly to: Path } & ([
    Names<Path & string>,
  ] extends [never]
    ? { readonly params?: never }
    : { readonly params: Texts<Names<Path & string>> });

/**
 * A link to another screen in a row of a list. The router's own `Link` listens to where one is, to say of itself whether
 * that is here; a list draws dozens of rows for each frame that one scrolls, and none of their links is.
 */
export function RowLink<const Path extends AppPath>(props: Props<Path>) {
  const { to, params, search, children } = props as Plain;
  const router = useRouter();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    void router.navigate({ to, params, search } as never);
  };
  return (
    <a href={fillPath(to, params, search)} onClick={follow}>
      {children}
    </a>
  );
}

/** Not one that asks the browser for a new tab, a window or a file. */
function isPlainClick(event: MouseEvent): boolean {
  const { button, metaKey, altKey, ctrlKey, shiftKey, defaultPrevented } = event;
  return button === 0 && !(metaKey || altKey || ctrlKey || shiftKey || defaultPrevented);
}
