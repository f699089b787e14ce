import { FileInput, SegmentedControl, Textarea } from '@mantine/core';
import type { ImportKind } from '@gatehouse/domain/imports/import-words';
import { IconPaperclip } from '@tabler/icons-react';
import { type DragEvent, type FormEvent, useId, useState } from 'react';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { errorSentence } from '../../parts/show-error.ts';
import classes from './Imports.module.css';
import { say, show } from './texts.ts';
import { readBase64, useBeginImport } from './use-imports.ts';

type Props = {
  readonly kind: ImportKind;
  readonly onClose: () => void;
  readonly onSent: (importId: string) => void;
};

const FILE_BYTES_MAX = 32 * 1024 * 1024;

/** Takes in a file, or what was pasted. */
export function ImportForm({ kind: kindAtFirst, onClose, onSent }: Props) {
  const begin = useBeginImport();
  const [kind, setKind] = useState<ImportKind>(kindAtFirst);
  const [file, setFile] = useState<File | null>(null);
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const label = useId();
  const send = async () => {
    if (file !== null && file.size > FILE_BYTES_MAX) {
      setFault(say('tooLarge'));
      return;
    }
    if (file === null && text.trim() === '') {
      setFault(say('chooseOrPaste'));
      return;
    }
    setFault(null);
    try {
      const content =
        file === null ? { text } : { base64: await readBase64(file), fileName: file.name.slice(0, 200) };
      const { value } = await begin.mutateAsync({ kind, ...content });
      onSent(value.id);
    } catch (error) {
      setFault(errorSentence(error));
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  const onDrop = (event: DragEvent) => {
    const dropped = event.dataTransfer.files[0];
    if (dropped === undefined) return;
    event.preventDefault();
    setFile(dropped);
  };
  return (
    <FormDrawer
      title={say('importAFile')}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={begin.isPending}
      dirty={file !== null || text !== ''}
      fault={fault}
      saveLabel={say('sendAndLook')}
    >
      <div>
        <p id={label} className={classes['label']}>
          {say('aRowIs')}
        </p>
        <SegmentedControl
          fullWidth
          aria-labelledby={label}
          value={kind}
          onChange={(value) => setKind(value as ImportKind)}
          data={[
            { value: 'customers', label: say('aCustomer') },
            { value: 'devices', label: say('aDevice') },
          ]}
        />
        <p className={classes['help']}>{say(`help_${kind}`)}</p>
      </div>
      <div onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
        <FileInput
          label={say('file')}
          placeholder={say('chooseFile')}
          description={show('fileHelp', {
            ppp: <bdi dir="ltr">/ppp secret export</bdi>,
            hotspot: <bdi dir="ltr">/ip hotspot user export</bdi>,
          })}
          leftSection={<IconPaperclip size={16} aria-hidden />}
          clearable
          clearButtonProps={{ 'aria-label': say('takeAway') }}
          value={file}
          onChange={setFile}
          accept=".csv,.txt,.tsv,.rsc,text/*"
          data-autofocus
        />
      </div>
      <Textarea
        label={say('orPaste')}
        name="text"
        rows={10}
        spellCheck={false}
        autoComplete="off"
        disabled={file !== null}
        classNames={{ input: classes['paste'] ?? '' }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder={PLACEHOLDERS[kind]}
      />
    </FormDrawer>
  );
}

const PLACEHOLDERS: Readonly<Record<ImportKind, string>> = {
  customers: 'username,password,name,package,mac\nrahima.home,…,Rahima Akter,Home 20,C4:E9:84:1F:22:0A',
  devices: 'username,mac,label\nrahima.home,C4:E9:84:1F:22:0A,Home Router',
};
