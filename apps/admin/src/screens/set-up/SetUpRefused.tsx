import { DoorPage } from '../../parts/DoorPage.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import type { SetUpState } from './use-set-up-state.ts';

type Props = { readonly why: Exclude<SetUpState, 'asking' | 'good'> };

/** Why this link sets nothing up, and the way on. */
export function SetUpRefused({ why }: Props) {
  if (why === 'done') {
    return (
      <DoorPage
        title="Gatehouse is set up"
        intro="The set-up link has been used, and makes no operator any more. Sign in with the username and password that were chosen then."
      >
        <LinkButton to="/sign-in" fullWidth>
          Sign in
        </LinkButton>
        <p>
          Locked out? On the server, <code>./gatehouse operator reset-password</code> makes a new password.
        </p>
      </DoorPage>
    );
  }
  return (
    <DoorPage
      title={why === 'no-token' ? 'Set up Gatehouse' : 'This set-up link is not valid'}
      intro={
        why === 'no-token'
          ? 'This page needs the one-time link that the server printed at its first start.'
          : 'It is not the one that the server printed last: each start before the set-up prints a new one.'
      }
    >
      <p>
        Copy the whole link, from <code>http</code> to the last letter. Once used, it is worth nothing.
      </p>
    </DoorPage>
  );
}
