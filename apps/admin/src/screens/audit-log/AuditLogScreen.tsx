import { sayAction } from '@gatehouse/domain/audit-log/say-changes';
import { Button } from '@mantine/core';
import { IconDownload, IconHistory } from '@tabler/icons-react';
import { type MouseEvent, useState } from 'react';
import { queryText } from '../../api/call-api.ts';
import type { AuditEntry } from '../../api/types.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { followExport } from '../../parts/export/follow-export.ts';
import { auditColumns } from './audit-columns.tsx';
import { EntrySheet } from './EntrySheet.tsx';
import { useAuditFilters } from './use-audit-filters.ts';

/** Who did what, when, from where and why. Nothing here can be changed. */
export function AuditLogScreen() {
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  const filters = useAuditFilters();
  return (
    <>
      <DataList<AuditEntry>
        title="Audit log"
        thing="audit-log"
        noun="entry"
        path="/audit-log"
        rowId={({ id }) => id}
        rowName={({ action, actor }) => `${sayAction(action)}, ${actor.name}`}
        columns={auditColumns}
        filters={filters}
        defaultSort="-at"
        searchHint="Search a name, MAC, address"
        onOpen={setOpened}
        askedActions={(asked) => (
          <Button
            component="a"
            variant="default"
            href={`/api/v1/audit-log/export.csv${queryText(asked)}`}
            download
            onClick={(event: MouseEvent<HTMLAnchorElement>) => void followExport(event)}
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            Export
          </Button>
        )}
        empty={
          <EmptyState icon={IconHistory} title="Nothing has been done yet">
            Whatever is changed by anybody, by an API token or by Gatehouse itself stands here from then on.
          </EmptyState>
        }
      />
      {opened && <EntrySheet entry={opened} onClose={() => setOpened(null)} />}
    </>
  );
}
