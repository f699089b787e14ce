import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { ShownOnce } from '../../parts/ShownOnce.tsx';
import type { PasswordLink } from './operator-types.ts';

type Props = { readonly name: string; readonly link: PasswordLink; readonly onClose: () => void };

/** Whoever opens it first sets the password: it is handed over by a way that reaches nobody else. */
export function PasswordLinkShown({ name, link, onClose }: Props) {
  return (
    <ShownOnce
      title={`Link for ${name}`}
      intro={
        <>
          Give {name} this link, by a way that reaches nobody else: whoever opens it chooses the password. It
          works once, ends <RelativeTime at={link.expiresAt} />, and is not shown again.
        </>
      }
      secret={`${location.origin}${link.path}`}
      copyLabel="Copy link"
      onClose={onClose}
    />
  );
}
