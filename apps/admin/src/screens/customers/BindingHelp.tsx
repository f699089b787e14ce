import { HelpLink } from '../../frame/help/HelpLink.tsx';

/** What a mode of MAC binding means, and where it is said what none of them can do. */
export function BindingHelp({ children }: { readonly children: string }) {
  return (
    <>
      {children}{' '}
      <HelpLink page="what-binding-protects-from">What MAC binding protects from, and what not</HelpLink>
    </>
  );
}
