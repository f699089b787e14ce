import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconHistory, IconPackage, IconPlus, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ServicePackage } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { BindingCheckSheet } from '../binding-checks/BindingCheckSheet.tsx';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EditRemoveMenu } from '../../parts/EditRemoveMenu.tsx';
import { HistorySheet } from '../../parts/history/HistorySheet.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { RemoveQuestion } from '../../parts/RemoveQuestion.tsx';
import { useRemove } from '../../parts/use-remove.ts';
import { PackageForm } from './PackageForm.tsx';
import { copyOf, entryOf, type PackageEntry } from './package-entry.ts';
import { packageColumns, packageFilters } from './package-columns.tsx';
import { say } from './texts.ts';

export function PackagesScreen() {
  const [adding, setAdding] = useState(false);
  const [copied, setCopied] = useState<PackageEntry | null>(null);
  const [edited, setEdited] = useState<ServicePackage | null>(null);
  const [checked, setChecked] = useState<ServicePackage | null>(null);
  const [removed, setRemoved] = useState<ServicePackage | null>(null);
  const [history, setHistory] = useState<ServicePackage | null>(null);
  const remove = useRemove('service-packages', '/service-packages');
  const mayChange = useMay('service-packages.change');
  const addButton = mayChange && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {say('addPackage')}
    </Button>
  );
  return (
    <>
      <DataList<ServicePackage>
        title={say('packages')}
        thing="service-packages"
        noun={say('noun')}
        path="/service-packages"
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={packageColumns}
        filters={packageFilters}
        defaultSort="name"
        searchHint={say('searchPackages')}
        headerActions={addButton}
        onAdd={() => setAdding(mayChange)}
        {...(mayChange && { onOpen: setEdited })}
        rowActions={(row: ServicePackage) =>
          mayChange ? (
            <EditRemoveMenu
              name={row.name}
              onEdit={() => setEdited(row)}
              onDuplicate={() => setCopied(copyOf(entryOf(row)))}
              onRemove={() => setRemoved(row)}
            >
              <Menu.Item leftSection={<IconShieldCheck size={16} />} onClick={() => setChecked(row)}>
                {say('whoWouldStrict')}
              </Menu.Item>
              <Menu.Item leftSection={<IconHistory size={16} />} onClick={() => setHistory(row)}>
                {say('history')}
              </Menu.Item>
            </EditRemoveMenu>
          ) : (
            <ActionIcon
              size={28}
              aria-label={say('historyOf', { name: row.name })}
              onClick={() => setHistory(row)}
            >
              <IconHistory size={16} aria-hidden />
            </ActionIcon>
          )
        }
        empty={
          <EmptyState icon={IconPackage} title={say('noneYet')} action={addButton || undefined}>
            {say('noneYetWhy')}
          </EmptyState>
        }
      />
      {adding && <PackageForm onClose={() => setAdding(false)} />}
      {copied && <PackageForm begunWith={copied} onClose={() => setCopied(null)} />}
      {edited && (
        <PackageForm
          servicePackage={edited}
          onDuplicate={(typed) => {
            setEdited(null);
            setCopied(copyOf(typed));
          }}
          onClose={() => setEdited(null)}
        />
      )}
      {history && (
        <HistorySheet
          name={history.name}
          path={`/service-packages/${history.id}`}
          onClose={() => setHistory(null)}
        />
      )}
      {checked && <BindingCheckSheet target={{ servicePackage: checked }} onClose={() => setChecked(null)} />}
      {removed && (
        <RemoveQuestion
          title={say('removeQuestion', { name: removed.name })}
          onRemove={() => remove.mutate(removed)}
          onClose={() => setRemoved(null)}
        >
          {removed.customerCount > 0
            ? say('removeRuns', { count: removed.customerCount })
            : say('removeUnused')}
        </RemoveQuestion>
      )}
    </>
  );
}
