import { Button } from '@mantine/core';
import { IconDownload, IconHistory } from '@tabler/icons-react';
import { type MouseEvent, useState } from 'react';
import { queryText } from '../../api/call-api.ts';
import type { AuditEntry } from '../../api/types.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { followExport } from '../../parts/export/follow-export.ts';
import { sayAction, sayActor } from '../../parts/history/say-entry.ts';
import { auditColumns } from './audit-columns.tsx';
import { EntrySheet } from './EntrySheet.tsx';
import { say } from './texts.ts';
import { useAuditFilters } from './use-audit-filters.ts';

/** Who did what, when, from where and why. Nothing here can be changed. */
export function AuditLogScreen() {
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  const filters = useAuditFilters();
  return (
    <>
      <DataList<AuditEntry>
        title={say('auditLog')}
        thing="audit-log"
        noun={say('entry')}
        path="/audit-log"
        rowId={({ id }) => id}
        rowName={(entry) => say('rowName', { action: sayAction(entry.action), actor: sayActor(entry) })}
        columns={auditColumns}
        filters={filters}
        defaultSort="-at"
        searchHint={say('searchHint')}
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
            {say('export')}
          </Button>
        )}
        empty={
          <EmptyState icon={IconHistory} title={say('nothingYet')}>
            {say('whatStands')}
          </EmptyState>
        }
      />
      {opened && <EntrySheet entry={opened} onClose={() => setOpened(null)} />}
    </>
  );
}
