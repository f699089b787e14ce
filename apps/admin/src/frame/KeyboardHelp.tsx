import { Kbd } from '@mantine/core';
import { Dialog } from '../parts/Dialog.tsx';
import classes from './KeyboardHelp.module.css';
import { useMenu } from './use-menu.ts';
import { say } from './texts.ts';

type Keys = readonly (readonly [string, string])[];

const EVERYWHERE: Keys = [
  ['Ctrl K', say('keyFind')],
  ['1  2  3', say('keyProfile')],
  ['u', say('keyUndo')],
  ['?', say('keyHelp')],
];

const LISTS: Keys = [
  ['/', say('keySearch')],
  ['↓  ↑', say('keyNextRow')],
  ['Enter', say('keyOpen')],
  ['Space', say('keySelect')],
  ['Shift ↓', say('keySelectWay')],
  ['a', say('keySelectAll')],
  ['b', say('keyActions')],
  ['Esc', say('keySelectNone')],
  ['n', say('keyNew')],
];

const FORMS: Keys = [
  ['Ctrl Enter', say('save')],
  ['Esc', say('close')],
];

export function KeyboardHelp({ onClose }: { readonly onClose: () => void }) {
  const places: Keys = useMenu().flatMap((group) =>
    group.items.map((item) => [`g ${item.key}`, item.label] as const),
  );
  return (
    <Dialog title={say('keyboard')} onClose={onClose} width={620}>
      <div className={classes['columns']}>
        <Section title={say('everywhere')} keys={EVERYWHERE} />
        <Section title={say('inList')} keys={LISTS} />
        <Section title={say('goTo')} keys={places} />
        <Section title={say('inForm')} keys={FORMS} />
      </div>
    </Dialog>
  );
}

function Section({ title, keys }: { readonly title: string; readonly keys: Keys }) {
  return (
    <section>
      <h3 className={classes['title']}>{title}</h3>
      <dl className={classes['keys']}>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              {key.split(/\s+/).map((part) => (
                <Kbd key={part} size="xs">
                  {part}
                </Kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
