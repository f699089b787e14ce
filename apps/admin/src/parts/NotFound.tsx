import { IconMapOff } from '@tabler/icons-react';
import { EmptyState } from './EmptyState.tsx';
import { LinkButton } from './LinkButton.tsx';

/** The page that there is not. */
export function NotFound() {
  return <NoSuch what="page" />;
}

/** A link to something that is gone, or never was. */
export function NoSuch({ what }: { readonly what: string }) {
  return (
    <EmptyState
      icon={IconMapOff}
      title={`There is no such ${what}`}
      heading
      action={<LinkButton to="/">Go home</LinkButton>}
    >
      It may have been removed, or the link is not complete.
    </EmptyState>
  );
}
