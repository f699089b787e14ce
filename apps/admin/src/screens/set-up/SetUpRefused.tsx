import { DoorPage } from '../../parts/DoorPage.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import type { SetUpState } from './use-set-up-state.ts';
import { say, show } from './texts.ts';

type Props = { readonly why: Exclude<SetUpState, 'asking' | 'good'> };

/** Why this link sets nothing up, and the way on. */
export function SetUpRefused({ why }: Props) {
  if (why === 'done') {
    return (
      <DoorPage title={say('isSetUp')} intro={say('linkUsed')}>
        <LinkButton to="/sign-in" fullWidth>
          {say('signIn')}
        </LinkButton>
        <p>{show('lockedOut', { code: (words) => <code>{words}</code> })}</p>
      </DoorPage>
    );
  }
  return (
    <DoorPage
      title={why === 'no-token' ? say('setUp') : say('linkInvalid')}
      intro={why === 'no-token' ? say('needsLink') : say('otherLink')}
    >
      <p>{show('copyWhole', { code: (words) => <code>{words}</code> })}</p>
    </DoorPage>
  );
}
