import { DoorPage } from '../../parts/DoorPage.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';

/** The ways to a new password. */
export function ForgottenPasswordScreen() {
  return (
    <DoorPage title="Forgot your password?">
      <p>
        Ask an owner for a link to set a new one: <b>Settings › Operators</b>, the three dots behind your
        name.
      </p>
      <p>
        No owner can sign in? On the server, <code>./gatehouse operator reset-password --username NAME</code>{' '}
        makes a new password.
      </p>
      <LinkButton to="/sign-in" variant="default" fullWidth>
        Back to sign in
      </LinkButton>
    </DoorPage>
  );
}
