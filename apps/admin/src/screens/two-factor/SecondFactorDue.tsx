import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Me } from '../../api/types.ts';
import { DoorPage } from '../../parts/DoorPage.tsx';
import { useSignOut } from '../../parts/use-sign-out.ts';
import { TwoFactorSetUp } from './TwoFactorSetUp.tsx';
import { say } from './texts.ts';

/** Instead of everything: a sign-in that is to set up a second factor reaches nothing else. */
export function SecondFactorDue({ me }: { readonly me: Me }) {
  const queryClient = useQueryClient();
  const signOut = useSignOut();
  return (
    <DoorPage title={say('setUpYours')} intro={say('dueWhy')}>
      <TwoFactorSetUp me={me} onDone={() => void queryClient.invalidateQueries()} />
      <Button variant="subtle" color="gray" mt="md" onClick={() => void signOut()}>
        {say('signOut')}
      </Button>
    </DoorPage>
  );
}
