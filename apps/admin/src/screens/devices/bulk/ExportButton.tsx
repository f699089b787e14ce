import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { Device } from '../../../api/types.ts';
import type { Chosen } from '../../../parts/data-list/list-types.ts';
import { exportLink } from './export-link.ts';
import { useExportSelection } from './use-export-selection.ts';

type Props = { readonly devices: readonly Device[]; readonly chosen: Chosen };

/** Saves what is selected as CSV, in the order and with the columns of the list. */
export function ExportButton({ devices, chosen }: Props) {
  const save = useExportSelection();
  const look = {
    size: 'compact-sm',
    variant: 'default',
    leftSection: <IconDownload size={14} aria-hidden />,
  } as const;
  const { matching, sort, columns } = chosen;
  // All that match is what a link can say; the browser then writes the file as it comes, however long.
  if (matching !== null && matching.except.length === 0) {
    return (
      <Button {...look} component="a" href={exportLink({ ...matching.query, sort }, columns)} download>
        Export
      </Button>
    );
  }
  return (
    <Button {...look} loading={save.isPending} onClick={() => save.mutate({ devices, chosen })}>
      Export
    </Button>
  );
}
