import { Alert, Button, Checkbox, NativeSelect } from '@mantine/core';
import { DEVICE_FIELDS, type ImportField, importFields } from '@gatehouse/domain/imports/import-words';
import { type FormEvent, useState } from 'react';
import { errorSentence } from '../../parts/show-error.ts';
import classes from './Imports.module.css';
import { type Wishes, WishesFields, wishesOf } from './WishesFields.tsx';
import type { ImportInFull } from './import-types.ts';
import { say } from './texts.ts';
import { useSteerImport } from './use-imports.ts';

type Props = {
  readonly batch: ImportInFull;
  /** Back to what was checked, where it was. */
  readonly onCancel?: () => void;
  readonly onSent?: () => void;
};

/** What stands in each column, and what is to be done with what is there already. */
export function ColumnsForm({ batch, onCancel, onSent }: Props) {
  const { options, sample, kind, format } = batch;
  const steer = useSteerImport(batch.id);
  const [columns, setColumns] = useState<readonly (ImportField | null)[]>(options.columns);
  const [hasHeader, setHasHeader] = useState(options.hasHeader);
  const [wishes, setWishes] = useState<Wishes>(wishesOf(options));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const layout = format === 'table' ? { columns: [...columns], hasHeader } : {};
    steer.mutate({ step: 'check', body: { ...layout, ...wishes } }, { onSuccess: () => onSent?.() });
  };
  return (
    <form className={classes['columns']} onSubmit={onSubmit}>
      {steer.error !== null && (
        <Alert color="red" variant="light" role="alert">
          {errorSentence(steer.error)}
        </Alert>
      )}
      {format === 'table' ? (
        <>
          <h2>{say('whatStandsInColumns')}</h2>
          <Checkbox
            label={say('firstRowNames')}
            checked={hasHeader}
            onChange={(event) => setHasHeader(event.currentTarget.checked)}
          />
          <ColumnsTable
            fields={kind === 'devices' ? DEVICE_FIELDS : importFields}
            columns={columns}
            rows={hasHeader ? sample.slice(1) : sample}
            headings={hasHeader ? (sample[0] ?? []) : []}
            onChange={setColumns}
          />
        </>
      ) : (
        <p className={classes['lead']}>{say('mikrotik')}</p>
      )}
      <WishesFields kind={kind} wishes={wishes} onChange={setWishes} />
      <div className={classes['actions']}>
        <Button type="submit" loading={steer.isPending}>
          {say('checkRows')}
        </Button>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {say('cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}

function whatStandsIn(heading: string, number: number): string {
  return heading === '' ? say('standsInColumn', { number }) : say('standsIn', { heading });
}

type TableProps = {
  readonly fields: readonly ImportField[];
  readonly columns: readonly (ImportField | null)[];
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly onChange: (columns: readonly (ImportField | null)[]) => void;
};

function ColumnsTable({ fields, columns, headings, rows, onChange }: TableProps) {
  const choices = [
    { value: '', label: say('leaveOut') },
    ...fields.map((field) => ({ value: field, label: say(`field_${field}`) })),
  ];
  const choose = (at: number, field: ImportField | null) =>
    onChange(
      columns.map((before, i) => (i === at ? field : before === field && field !== null ? null : before)),
    );
  return (
    <div className={classes['sheet']} role="region" aria-label={say('firstRows')}>
      <table>
        <thead>
          <tr>
            {columns.map((field, i) => (
              <th key={i} scope="col">
                <span className={classes['heading']}>
                  {headings[i]?.trim() || say('columnNumbered', { number: i + 1 })}
                </span>
                <NativeSelect
                  size="xs"
                  aria-label={whatStandsIn(headings[i]?.trim() ?? '', i + 1)}
                  data={choices}
                  value={field ?? ''}
                  onChange={(event) => choose(i, (event.currentTarget.value || null) as ImportField | null)}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {columns.map((field, i) => (
                <td key={i} data-left-out={field === null || undefined}>
                  {field === 'password' && cells[i] ? '••••••' : cells[i]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
