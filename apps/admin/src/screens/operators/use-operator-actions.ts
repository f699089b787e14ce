import { notifications } from '@mantine/notifications';
import { showError } from '../../parts/show-error.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import type { Operator, PasswordLink } from './operator-types.ts';
import { say } from './texts.ts';
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
              done: enabled ? say('mayAgain', { name }) : say('isOut', { name }),
              undone: enabled ? say('isOffAgain', { name }) : say('mayAgain', { name }),
              undo: () => change.mutateAsync({ id, enabled: !enabled }),
            }),
          onError: (error) => showError(error, say('notChanged', { name })),
        },
      );
    },
    makeLink({ id, name }: Operator) {
      link.mutate(id, {
        onSuccess: ({ value }) => onLink(name, value),
        onError: (error) => showError(error, say('noLink')),
      });
    },
    signOut({ id, name }: Operator) {
      signingOut.mutate(id, {
        onSuccess: () => notifications.show({ color: 'green', message: say('isOutEverywhere', { name }) }),
        onError: (error) => showError(error, say('notSignedOut', { name })),
      });
    },
  };
}
