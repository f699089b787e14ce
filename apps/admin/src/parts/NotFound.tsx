import { IconMapOff } from '@tabler/icons-react';
import { EmptyState } from './EmptyState.tsx';
import { LinkButton } from './LinkButton.tsx';

export function NotFound({ what = 'page' }: { readonly what?: string }) {
  return (
    <EmptyState
      icon={IconMapOff}
      title={`There is no such ${what}`}
      action={<LinkButton to="/">Go home</LinkButton>}
    >
      It may have been removed, or the link is not complete.
    </EmptyState>
  );
}
