import type { ListScreen } from '@gatehouse/domain/lists/list-screens';
import { Button, Menu } from '@mantine/core';
import {
  IconBookmark,
  IconBookmarkFilled,
  IconCheck,
  IconChevronDown,
  IconDeviceFloppy,
  IconHome,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { SavedView } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { showError } from '../show-error.ts';
import classes from './DataList.module.css';
import type { ListFilter } from './list-types.ts';
import { SaveViewDialog } from './SaveViewDialog.tsx';
import type { ListSetUp } from './use-list-choice.ts';
import { useDeleteView, useSaveView } from './use-saved-views.ts';
import type { Views } from './use-views.ts';
import { describeQuery } from './view-query.ts';
import { say } from '../texts.ts';

type Props = {
  readonly screen: ListScreen;
  readonly title: string;
  readonly views: Views;
  readonly filters: readonly ListFilter[];
  readonly setUp: ListSetUp;
};

/** Filters, search and sort under a name: one's own, and those that everybody has. */
export function ViewsMenu({ screen, title, views, filters, setUp }: Props) {
  const [saving, setSaving] = useState<SavedView | 'new' | null>(null);
  const { current, changed, list } = views;
  const label =
    current === null ? say('views') : changed ? say('viewChanged', { name: current.name }) : current.name;
  const groups = [
    { name: say('myViews'), items: list.filter(({ shared }) => !shared) },
    { name: say('everybodys'), items: list.filter(({ shared }) => shared) },
  ].filter(({ items }) => items.length > 0);
  return (
    <>
      <Menu position="bottom-start" width={300}>
        <Menu.Target>
          <Button
            size="xs"
            variant={current === null ? 'default' : 'light'}
            fw={current === null ? 450 : 600}
            leftSection={
              current === null ? (
                <IconBookmark size={14} aria-hidden />
              ) : (
                <IconBookmarkFilled size={14} aria-hidden />
              )
            }
            rightSection={<IconChevronDown size={14} aria-hidden />}
            className={classes['viewsButton'] ?? ''}
            aria-label={current === null ? say('savedViews') : say('savedView', { label })}
          >
            {label}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={440} className="scrolls">
          <Menu.Item onClick={() => views.apply(null)} leftSection={<Tick on={current === null} />}>
            {say('allOf', { title: title.toLowerCase() })}
          </Menu.Item>
          {groups.map(({ name, items }) => (
            <div key={name} role="group" aria-label={name}>
              <Menu.Label>{name}</Menu.Label>
              {items.map((view) => (
                <Menu.Item
                  key={view.id}
                  onClick={() => views.apply(view)}
                  leftSection={<Tick on={view.id === current?.id} />}
                  rightSection={
                    setUp.choice.defaultViewId === view.id && (
                      <IconHome size={14} role="img" aria-label={say('opensWithIt')} />
                    )
                  }
                >
                  <span className={classes['viewName']}>{view.name}</span>
                  <span className={classes['viewSays']}>{describeQuery(view.query, filters)}</span>
                </Menu.Item>
              ))}
            </div>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={Object.keys(views.query).length === 0}
            onClick={() => setSaving('new')}
          >
            {say('saveAsView')}
          </Menu.Item>
          {Object.keys(views.query).length === 0 && <Menu.Label>{say('nothingToSave')}</Menu.Label>}
          {current !== null && (
            <CurrentView {...{ screen, views, setUp }} view={current} onEdit={() => setSaving(current)} />
          )}
        </Menu.Dropdown>
      </Menu>
      {saving !== null && (
        <SaveViewDialog
          screen={screen}
          view={saving === 'new' ? null : saving}
          query={views.query}
          says={describeQuery(saving === 'new' ? views.query : saving.query, filters)}
          setUp={setUp}
          onClose={() => setSaving(null)}
          onSaved={(view) => saving === 'new' && views.apply(view)}
        />
      )}
    </>
  );
}

type CurrentProps = Pick<Props, 'screen' | 'views' | 'setUp'> & {
  readonly view: SavedView;
  readonly onEdit: () => void;
};

/** What can be done with the view that is shown; with everybody's, by those who may share. */
function CurrentView({ screen, views, setUp, view, onEdit }: CurrentProps) {
  const mayShare = useMay('views.share');
  const save = useSaveView(screen);
  const remove = useDeleteView(screen);
  const isDefault = setUp.choice.defaultViewId === view.id;
  const mayChange = !view.shared || mayShare;
  return (
    <>
      <Menu.Label>{view.name}</Menu.Label>
      {mayChange && views.changed && (
        <Menu.Item
          leftSection={<IconDeviceFloppy size={14} aria-hidden />}
          onClick={() =>
            save.mutate(
              { id: view.id, query: views.query },
              { onError: (error) => showError(error, say('asBefore', { name: view.name })) },
            )
          }
        >
          {say('keepAsNow')}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconHome size={14} aria-hidden />}
        onClick={() => setUp.change({ defaultViewId: isDefault ? null : view.id })}
      >
        {isDefault ? say('notOpenWith') : say('openWith')}
      </Menu.Item>
      {mayChange && (
        <>
          <Menu.Item leftSection={<IconPencil size={14} aria-hidden />} onClick={onEdit}>
            {mayShare ? say('renameOrShare') : say('rename')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTrash size={14} aria-hidden />}
            onClick={() => remove.mutate(view, { onSuccess: () => views.apply(null) })}
          >
            {say('delete')}
          </Menu.Item>
        </>
      )}
    </>
  );
}

function Tick({ on }: { readonly on: boolean }) {
  return <IconCheck size={14} aria-hidden visibility={on ? 'visible' : 'hidden'} />;
}
