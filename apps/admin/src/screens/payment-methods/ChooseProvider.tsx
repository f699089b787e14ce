import { IconChevronRight } from '@tabler/icons-react';
import { SideSheet } from '../../parts/SideSheet.tsx';
import classes from './PaymentMethods.module.css';
import type { Provider } from './method-types.ts';
import { say } from './texts.ts';

type Props = {
  readonly providers: readonly Provider[];
  readonly onChoose: (provider: Provider) => void;
  readonly onClose: () => void;
};

/** What kind of way to pay, each with what it is chosen for. */
export function ChooseProvider({ providers, onChoose, onClose }: Props) {
  return (
    <SideSheet title={say('addAMethod')} onClose={onClose}>
      <ul className={classes['choices']}>
        {providers.map((provider) => (
          <li key={provider.id}>
            <button type="button" onClick={() => onChoose(provider)}>
              <span>
                <b>
                  <bdi>{provider.label}</bdi>
                </b>
                <span>
                  <bdi>{provider.use}</bdi>
                </span>
              </span>
              <IconChevronRight size={18} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </SideSheet>
  );
}
