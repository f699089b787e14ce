import { Button, CloseButton, Textarea } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useMay } from '../../../api/use-me.ts';
import { RelativeTime } from '../../../parts/RelativeTime.tsx';
import classes from './DevicePage.module.css';
import { say, show } from './texts.ts';
import { useAddNote, useNotes, useRemoveNote } from './use-device.ts';

/** What colleagues should know of it. */
export function DeviceNotes({ deviceId }: { readonly deviceId: string }) {
  const { data } = useNotes(deviceId);
  const mayAdd = useMay('devices.add');
  const add = useAddNote(deviceId);
  const remove = useRemoveNote(deviceId);
  const [text, setText] = useState('');
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() !== '') add.mutate(text, { onSuccess: () => setText('') });
  };
  return (
    <section aria-label={say('notes')}>
      <h2>{say('notes')}</h2>
      {mayAdd && (
        <form className={classes['note']} onSubmit={save}>
          <Textarea
            autosize
            minRows={1}
            maxRows={8}
            aria-label={say('newNote')}
            placeholder={say('noteHint')}
            maxLength={1000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === 'Enter' && save(event)}
          />
          <Button type="submit" variant="default" loading={add.isPending} disabled={text.trim() === ''}>
            {say('addNote')}
          </Button>
        </form>
      )}
      {data?.items.length === 0 && <p className={classes['quiet']}>{say('noNotes')}</p>}
      <ul className={classes['list']}>
        {data?.items.map((note) => (
          <li key={note.id}>
            <p className={classes['lines']}>{note.text}</p>
            <span className={classes['quiet']}>
              {show('noteBy', { by: note.addedBy, when: <RelativeTime at={note.addedAt} /> })}
            </span>
            {mayAdd && (
              <CloseButton
                size="sm"
                aria-label={say('removeNote', { text: note.text })}
                onClick={() => remove.mutate(note)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
