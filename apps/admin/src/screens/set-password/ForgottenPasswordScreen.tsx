import { DoorPage } from '../../parts/DoorPage.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { say, show } from './texts.ts';

const COMMAND = './gatehouse operator reset-password --username NAME';

/** The ways to a new password. */
export function ForgottenPasswordScreen() {
  return (
    <DoorPage title={say('forgotPassword')}>
      <p>{show('askOwner', { b: (words) => <b>{words}</b> })}</p>
      <p>{show('noOwner', { command: <code dir="ltr">{COMMAND}</code> })}</p>
      <LinkButton to="/sign-in" variant="default" fullWidth>
        {say('backToSignIn')}
      </LinkButton>
    </DoorPage>
  );
}
