import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import type { Chosen } from '../data-list/list-types.ts';
import { type Exported, exportLink } from './export-link.ts';
import { followExport } from './follow-export.ts';
import { useSaveFile } from './use-save-file.ts';
import { say } from '../texts.ts';

type Props = {
  readonly thing: Exported;
  readonly chosen: Chosen;
  /** Which rows those are, as the API takes it. */
  readonly selection: Readonly<Record<string, unknown>>;
};

/** Saves what is selected as CSV, in the order and with the columns of the list. */
export function ExportButton({ thing, chosen, selection }: Props) {
  const save = useSaveFile(thing);
  const look = {
    size: 'compact-sm',
    variant: 'default',
    leftSection: <IconDownload size={14} aria-hidden />,
  } as const;
  const { matching, sort, columns } = chosen;
  // All that match is what a link can say; the browser then writes the file as it comes, however long.
  if (matching !== null && matching.except.length === 0) {
    return (
      <Button
        {...look}
        component="a"
        href={exportLink(thing, { ...matching.query, sort }, columns)}
        download
        onClick={(event: MouseEvent<HTMLAnchorElement>) => void followExport(event)}
      >
        {say('export')}
      </Button>
    );
  }
  return (
    <Button
      {...look}
      loading={save.isPending}
      onClick={() => save.mutate({ ...selection, sort, columns: [...columns] })}
    >
      {say('export')}
    </Button>
  );
}
