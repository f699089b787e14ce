import { notifications } from '@mantine/notifications';
import { showError } from '../../parts/show-error.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import type { Operator, PasswordLink } from './operator-types.ts';
import { useMakePasswordLink, useSignOutOperator, useSwitchOperator } from './use-operators.ts';

/** What is done to an operator with one click, and how it is said. */
export function useOperatorActions(onLink: (name: string, link: PasswordLink) => void) {
  const offerUndo = useOfferUndo();
  const change = useSwitchOperator();
  const link = useMakePasswordLink();
  const signingOut = useSignOutOperator();
  return {
    switchTo({ id, name }: Operator, enabled: boolean) {
      change.mutate(
        { id, enabled },
        {
          onSuccess: () =>
            offerUndo({
              done: enabled ? `${name} may sign in again.` : `${name} is signed out, and cannot sign in.`,
              undone: enabled ? `${name} is switched off again.` : `${name} may sign in again.`,
              undo: () => change.mutateAsync({ id, enabled: !enabled }),
            }),
          onError: (error) => showError(error, `${name} was not changed.`),
        },
      );
    },
    makeLink({ id, name }: Operator) {
      link.mutate(id, {
        onSuccess: ({ value }) => onLink(name, value),
        onError: (error) => showError(error, 'No link was made.'),
      });
    },
    signOut({ id, name }: Operator) {
      signingOut.mutate(id, {
        onSuccess: () => notifications.show({ color: 'green', message: `${name} is signed out everywhere.` }),
        onError: (error) => showError(error, `${name} was not signed out.`),
      });
    },
  };
}
