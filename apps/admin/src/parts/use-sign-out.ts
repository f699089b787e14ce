import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { changeJson } from '../api/call-api.ts';
import { tellTabs } from '../api/signed-out.ts';
import { showError } from './show-error.ts';
import { say } from './texts.ts';

const CALLS = { here: ['POST', '/sign-out'], everywhere: ['DELETE', '/me/sign-ins'] } as const;

/** Ends this sign-in, or all of one's own, and goes to the door. */
export function useSignOut(where: keyof typeof CALLS = 'here') {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [method, path] = CALLS[where];
  return async (): Promise<void> => {
    try {
      await changeJson(method, path);
    } catch (error) {
      return showError(error, say('stillSignedIn'));
    }
    tellTabs('out');
    queryClient.clear();
    void navigate({ to: '/sign-in' });
  };
}
