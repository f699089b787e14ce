import { MacText } from '../../parts/mac/MacText.tsx';
import classes from './Find.module.css';
import type { Found, FoundItem } from './use-found.ts';
import { say } from '../texts.ts';

type Props = {
  readonly id: string;
  readonly found: Found;
  readonly at: number;
  readonly typed: string;
  readonly onOpen: (index: number) => void;
};

/** What was found, a group for each kind; the arrow keys go through all of them. */
export function FoundList({ id, found, at, typed, onOpen }: Props) {
  const { groups, items } = found;
  return (
    <>
      <div
        role="listbox"
        id={id}
        aria-label={say('found')}
        className={classes['found']}
        tabIndex={0}
        hidden={items.length === 0}
      >
        {groups.map((group) => (
          <div role="group" aria-label={group.label} key={group.label}>
            <p className={classes['group']} role="presentation">
              {group.label}
            </p>
            {group.items.map((item) => {
              const index = items.indexOf(item);
              return (
                <FoundOption
                  key={item.key}
                  id={`${id}-${index}`}
                  item={item}
                  selected={index === at}
                  onOpen={() => onOpen(index)}
                />
              );
            })}
          </div>
        ))}
      </div>
      {items.length === 0 && (
        <p className={classes['nothing']} role="status">
          {emptySentence(typed, found.searching)}
        </p>
      )}
    </>
  );
}

function emptySentence(typed: string, searching: boolean): string {
  if (searching) return say('searching');
  if (typed === '') return say('pasteHint');
  return say('foundNothing', { typed });
}

type OptionProps = {
  readonly id: string;
  readonly item: FoundItem;
  readonly selected: boolean;
  readonly onOpen: () => void;
};

function FoundOption({ id, item, selected, onOpen }: OptionProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      id={id}
      role="option"
      aria-selected={selected}
      className={classes['item']}
      ref={(element) => {
        if (selected) element?.scrollIntoView({ block: 'nearest' });
      }}
      onClick={onOpen}
    >
      <item.icon size={17} stroke={1.6} aria-hidden />
      <span className={classes['name']}>{item.name}</span>
      <span className={classes['detail']}>
        {item.mac !== undefined && <MacText mac={item.mac} />}
        <span>{item.detail}</span>
      </span>
    </button>
  );
}
