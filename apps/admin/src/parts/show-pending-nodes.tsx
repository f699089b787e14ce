import { notifications } from '@mantine/notifications';
import { IconHourglass } from '@tabler/icons-react';

/** A change that is stored, but not yet known to these radius processes. */
export function showPendingNodes(nodes: readonly string[]) {
  notifications.show({
    id: 'pending-nodes',
    color: 'yellow',
    icon: <IconHourglass size={16} aria-hidden />,
    title: `Stored, not yet in force on ${nodes.join(', ')}`,
    message:
      'It may still answer logins the old way. It catches up by itself once it hears the database again.',
    autoClose: 12_000,
  });
}
