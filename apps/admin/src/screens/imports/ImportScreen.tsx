import { Alert, Button, Skeleton } from '@mantine/core';
import { importOutcomes, isUnderWork } from '@gatehouse/domain/imports/import-words';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError, isSignedOut } from '../../api/call-api.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { NoSuch } from '../../parts/NotFound.tsx';
import { NotRead } from '../../parts/NotRead.tsx';
import { HeadFact, PageHead } from '../../parts/PageHead.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { SaidText } from '../../parts/said/SaidText.tsx';
import { showError } from '../../parts/show-error.ts';
import { AppliedBar } from './AppliedBar.tsx';
import { ApplyBar } from './ApplyBar.tsx';
import { ColumnsForm } from './ColumnsForm.tsx';
import classes from './Imports.module.css';
import { ImportProgress } from './ImportProgress.tsx';
import { appliedRowColumns, importRowColumns } from './import-columns.tsx';
import type { ImportInFull, ImportRow } from './import-types.ts';
import { presentVerdicts, rowsText, sayOutcome, sayVerdict } from './import-words.ts';
import { PackagesMeant } from './PackagesMeant.tsx';
import { say, show } from './texts.ts';
import { IMPORT_ROWS, useDropImport, useImport } from './use-imports.ts';
import { VerdictCounts } from './VerdictCounts.tsx';

/** One import, from its columns to what became of each row. */
export function ImportScreen() {
  const { importId = '' } = useParams({ strict: false });
  const { data: batch, error, refetch } = useImport(importId);
  if (error instanceof ApiError && error.status === 404) return <NoSuch what={say('oneImport')} />;
  if (!batch && error !== null && !isSignedOut(error)) {
    return <NotRead title={say('notRead')} error={error} onRetry={() => void refetch()} />;
  }
  if (!batch) return <Skeleton className={classes['page'] ?? ''} h={360} />;
  return <Import key={batch.id} batch={batch} />;
}

function Import({ batch }: { readonly batch: ImportInFull }) {
  const [columns, setColumns] = useState(false);
  const drop = useDropImport(batch.id);
  const navigate = useNavigate();
  const forget = () =>
    drop.mutate(undefined, {
      onSuccess: () => void navigate({ to: '/imports' }),
      onError: (error) => showError(error, say('notForgotten')),
    });
  const { state } = batch;
  const asksColumns = state === 'new' || (state === 'checked' && columns);
  const isDone = state === 'applied' || state === 'undone' || state === 'undoing';
  return (
    <article className={classes['page']} aria-label={batch.fileName}>
      <PageHead
        path={<Link to="/imports">{say('imports')}</Link>}
        title={batch.fileName}
        facts={
          <>
            <HeadFact>{say(batch.kind)}</HeadFact>
            {batch.rows > 0 && <HeadFact>{rowsText(batch.rows)}</HeadFact>}
            <HeadFact>
              {batch.format === 'table'
                ? say('tableIn', { encoding: batch.encoding })
                : say('exportOfMikrotik')}
            </HeadFact>
            <HeadFact>
              {show('sentBy', { by: batch.createdBy, when: <RelativeTime at={batch.createdAt} /> })}
            </HeadFact>
          </>
        }
      />
      {batch.fault !== null && (
        <Alert color="red" variant="light" role="alert" mb="md">
          {batch.faultSaid === null ? batch.fault : <SaidText said={batch.faultSaid} or={batch.fault} />}
        </Alert>
      )}
      {asksColumns && (
        <ColumnsForm
          batch={batch}
          onSent={() => setColumns(false)}
          {...(state === 'checked' && { onCancel: () => setColumns(false) })}
        />
      )}
      {isUnderWork(state) && <ImportProgress batch={batch} />}
      {(state === 'new' || state === 'failed') && (
        <Button variant="subtle" color="gray" mt="md" onClick={forget} loading={drop.isPending}>
          {say('forget')}
        </Button>
      )}
      {state === 'checked' && !columns && (
        <>
          <ApplyBar batch={batch} onColumns={() => setColumns(true)} onDrop={forget} />
          <PackagesMeant key={JSON.stringify(batch.packages)} batch={batch} />
          <VerdictCounts importId={batch.id} verdicts={batch.verdicts} />
        </>
      )}
      {isDone && state !== 'undoing' && <AppliedBar batch={batch} />}
      {((state === 'checked' && !columns) || (isDone && state !== 'undoing')) && (
        <Rows batch={batch} applied={isDone} />
      )}
    </article>
  );
}

function Rows({ batch, applied }: { readonly batch: ImportInFull; readonly applied: boolean }) {
  const filters = [
    {
      name: 'verdict',
      label: say('verdict'),
      options: presentVerdicts(batch.verdicts).map(([verdict]) => ({
        value: verdict,
        label: sayVerdict(verdict),
      })),
    },
    ...(applied ? [OUTCOMES] : []),
  ];
  return (
    <DataList<ImportRow>
      level={2}
      title={say('rowsTitle')}
      thing={IMPORT_ROWS}
      noun={say('row')}
      path={`/import-batches/${batch.id}/rows`}
      rowId={({ line }) => String(line)}
      rowName={({ line }) => say('lineNumbered', { number: line })}
      columns={applied ? appliedRowColumns : importRowColumns}
      filters={filters}
      defaultSort="line"
      searchHint={say('searchRow')}
      empty={null}
    />
  );
}

const OUTCOMES = {
  name: 'outcome',
  label: say('becameOfIt'),
  options: importOutcomes.map((value) => ({ value, label: sayOutcome(value) })),
};
