import { Modal, TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useState } from 'react';
import classes from './Find.module.css';
import { FoundList } from './FoundList.tsx';
import { useFound } from './use-found.ts';
import { say } from '../texts.ts';

type Props = { readonly opened: boolean; readonly onClose: () => void };

export function FindDialog({ opened, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={640}
      padding={0}
      yOffset={80}
      centered={false}
      withCloseButton={false}
      overlayProps={{ backgroundOpacity: 0.35 }}
    >
      <VisuallyHidden>
        <Modal.Title>{say('find')}</Modal.Title>
      </VisuallyHidden>
      <FindForm onClose={onClose} />
    </Modal>
  );
}

function FindForm({ onClose }: Pick<Props, 'onClose'>) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [settled] = useDebouncedValue(typed.trim(), 150);
  const found = useFound(settled);
  const navigate = useNavigate();
  const listId = useId();
  // Enter came before the answer: what is found first is opened as soon as it is known.
  const [hurried, setHurried] = useState(false);
  const isReady = settled === typed.trim() && !found.searching;
  const open = (index: number) => {
    const item = found.items[index];
    if (!item) return;
    onClose();
    void navigate({ to: item.to, ...(item.search && { search: item.search }) });
  };
  const openFirst = useEffectEvent(() => open(0));
  useEffect(() => {
    if (hurried && isReady) openFirst();
  }, [hurried, isReady]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((before) => Math.max(0, Math.min(found.items.length - 1, before + step)));
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (isReady) open(at);
    else setHurried(true);
  };
  return (
    <>
      <TextInput
        data-autofocus
        variant="unstyled"
        size="md"
        className={classes['input']}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
          setHurried(false);
        }}
        onKeyDown={onKeyDown}
        leftSection={<IconSearch size={18} stroke={1.7} aria-hidden />}
        placeholder={say('findHint')}
        aria-label={say('find')}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found.items.length > 0 ? `${listId}-${at}` : undefined}
      />
      <FoundList id={listId} found={found} at={at} onOpen={open} typed={settled} />
    </>
  );
}
