import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { changeJson } from '../../api/call-api.ts';
import { tellTabs } from '../../api/signed-out.ts';
import type { Me } from '../../api/types.ts';
import { DoorPage } from '../../parts/DoorPage.tsx';
import { showError } from '../../parts/show-error.ts';
import { TwoFactorSetUp } from './TwoFactorSetUp.tsx';
import { say } from './texts.ts';

/** Instead of everything: a sign-in that is to set up a second factor reaches nothing else. */
export function SecondFactorDue({ me }: { readonly me: Me }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const signOut = () =>
    changeJson('POST', '/sign-out').then(
      () => {
        tellTabs('out');
        queryClient.clear();
        void navigate({ to: '/sign-in' });
      },
      (error: unknown) => showError(error, say('notSignedOut')),
    );
  return (
    <DoorPage title={say('setUpYours')} intro={say('dueWhy')}>
      <TwoFactorSetUp me={me} onDone={() => void queryClient.invalidateQueries()} />
      <Button variant="subtle" color="gray" mt="md" onClick={() => void signOut()}>
        {say('signOut')}
      </Button>
    </DoorPage>
  );
}
