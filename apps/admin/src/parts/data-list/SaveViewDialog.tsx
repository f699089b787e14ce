import type { ListScreen } from '@gatehouse/domain/lists/list-screens';
import { Alert, Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import type { SavedView } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { Dialog } from '../Dialog.tsx';
import { useEntryForm } from '../form/use-entry-form.ts';
import { useSaveForm } from '../form/use-save-form.ts';
import type { ListSetUp } from './use-list-choice.ts';
import { useSaveView } from './use-saved-views.ts';
import type { ViewQuery } from './view-query.ts';
import { say } from '../texts.ts';

type Props = {
  readonly screen: ListScreen;
  /** `null`: a new one. */
  readonly view: SavedView | null;
  readonly query: ViewQuery;
  /** What it shows, in words. */
  readonly says: string;
  readonly setUp: ListSetUp;
  readonly onClose: () => void;
  readonly onSaved: (view: SavedView) => void;
};

/** The name of a view, whether everybody has it, and whether one's list opens with it. */
export function SaveViewDialog({ screen, view, query, says, setUp, onClose, onSaved }: Props) {
  const mayShare = useMay('views.share');
  const save = useSaveView(screen);
  const wasDefault = view !== null && setUp.choice.defaultViewId === view.id;
  const form = useEntryForm({
    initialValues: { name: view?.name ?? '', shared: view?.shared ?? false, first: wasDefault },
    validate: { name: (name) => (name.trim() === '' ? say('giveName') : null) },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ name, shared, first }) => {
    const { value } = await save.mutateAsync({
      ...(view === null ? { query } : { id: view.id }),
      name,
      ...(mayShare && shared !== (view?.shared ?? false) && { shared }),
    });
    if (first !== wasDefault) setUp.change({ defaultViewId: first ? value.id : null });
    onSaved(value);
    onClose();
  });
  return (
    <Dialog title={view === null ? say('saveView') : say('viewNamed', { name: view.name })} onClose={onClose}>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="sm">
          {fault !== null && (
            <Alert color="red" variant="light" role="alert">
              {fault}
            </Alert>
          )}
          <TextInput
            label={say('name')}
            name="name"
            description={says}
            placeholder={say('viewExample')}
            maxLength={60}
            autoComplete="off"
            data-autofocus
            withAsterisk
            {...form.getInputProps('name')}
          />
          {mayShare && (
            <Checkbox
              label={say('everybodyHas')}
              description={say('everybodyHelp')}
              {...form.getInputProps('shared', { type: 'checkbox' })}
            />
          )}
          <Checkbox label={say('openWithIt')} {...form.getInputProps('first', { type: 'checkbox' })} />
        </Stack>
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit" loading={saving}>
            {say('save')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
