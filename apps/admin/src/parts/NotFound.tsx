import { IconMapOff } from '@tabler/icons-react';
import { EmptyState } from './EmptyState.tsx';
import { LinkButton } from './LinkButton.tsx';
import { say } from './texts.ts';

/** The page that there is not. */
export function NotFound() {
  return <NoSuch what={say('page')} />;
}

/** A link to something that is gone, or never was. */
export function NoSuch({ what }: { readonly what: string }) {
  return (
    <EmptyState
      icon={IconMapOff}
      title={say('noSuch', { what })}
      heading
      action={<LinkButton to="/">{say('goHome')}</LinkButton>}
    >
      {say('mayBeRemoved')}
    </EmptyState>
  );
}
