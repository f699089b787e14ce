import { Button } from '@mantine/core';
import type { ImportKind } from '@gatehouse/domain/imports/import-words';
import { IconFileImport } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { ImportForm } from './ImportForm.tsx';
import type { ImportShown } from './import-types.ts';
import { importColumns } from './import-columns.tsx';
import { say } from './texts.ts';

/** Every file that was taken in, and what became of it. `?new=devices` opens the form. */
export function ImportsScreen() {
  const navigate = useNavigate();
  const asked = useSearch({ strict: false })['new'];
  const [kind, setKind] = useState<ImportKind | null>(
    asked === 'customers' || asked === 'devices' ? asked : null,
  );
  const open = (importId: string) => void navigate({ to: '/imports/$importId', params: { importId } });
  const button = (
    <Button leftSection={<IconFileImport size={16} aria-hidden />} onClick={() => setKind('customers')}>
      {say('importAFile')}
    </Button>
  );
  return (
    <>
      <DataList<ImportShown>
        title={say('imports')}
        thing="imports-list"
        noun={say('anImport')}
        path="/import-batches"
        refreshSeconds={5}
        rowId={({ id }) => id}
        rowName={({ fileName }) => fileName}
        columns={importColumns}
        defaultSort="-createdAt"
        searchHint={say('searchFile')}
        headerActions={button}
        onAdd={() => setKind('customers')}
        onOpen={({ id }) => open(id)}
        empty={
          <EmptyState icon={IconFileImport} title={say('nothingYet')} action={button}>
            {say('bringOver')}
          </EmptyState>
        }
      />
      {kind !== null && <ImportForm kind={kind} onClose={() => setKind(null)} onSent={open} />}
    </>
  );
}
