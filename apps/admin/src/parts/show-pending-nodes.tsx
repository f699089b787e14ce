import { notifications } from '@mantine/notifications';
import { IconHourglass } from '@tabler/icons-react';
import { say } from './texts.ts';

/** A change that is stored, but not yet known to these radius processes. */
export function showPendingNodes(nodes: readonly string[]) {
  notifications.show({
    id: 'pending-nodes',
    color: 'yellow',
    icon: <IconHourglass size={16} aria-hidden />,
    title: say('storedNotInForce', { join: nodes.join(', ') }),
    message: say('catchesUp'),
    autoClose: 12_000,
  });
}
