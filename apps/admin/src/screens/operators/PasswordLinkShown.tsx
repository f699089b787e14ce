import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { ShownOnce } from '../../parts/ShownOnce.tsx';
import type { PasswordLink } from './operator-types.ts';
import { say, show } from './texts.ts';

type Props = { readonly name: string; readonly link: PasswordLink; readonly onClose: () => void };

/** Whoever opens it first sets the password: it is handed over by a way that reaches nobody else. */
export function PasswordLinkShown({ name, link, onClose }: Props) {
  return (
    <ShownOnce
      title={say('linkFor', { name })}
      intro={show('giveLink', { name, when: <RelativeTime at={link.expiresAt} /> })}
      secret={`${location.origin}${link.path}`}
      copyLabel={say('copyLink')}
      onClose={onClose}
    />
  );
}
