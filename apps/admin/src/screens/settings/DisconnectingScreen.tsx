import { Skeleton, Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Settings } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { errorSentence, showError } from '../../parts/show-error.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import classes from './Settings.module.css';
import { SettingsTabs } from './SettingsTabs.tsx';
import { useChangeSettings, useSettings } from './use-settings.ts';
import { say, show } from './texts.ts';

/** The settings that are on or off. */
type SwitchName = { [Name in keyof Settings]: Settings[Name] extends boolean ? Name : never }[keyof Settings];
type Choice = { readonly name: SwitchName; readonly label: string; readonly description: string };

const CHOICES: readonly Choice[] = [
  {
    name: 'disconnectOnSuspend',
    label: say('onSuspend'),
    description: say('onSuspendHelp'),
  },
  {
    name: 'disconnectOnPackageEnd',
    label: say('onEnd'),
    description: say('onEndHelp'),
  },
  {
    name: 'changeTimeOnRenewal',
    label: say('onRenewal'),
    description: say('onRenewalHelp'),
  },
];

/** Settings › Disconnecting. */
export function DisconnectingScreen() {
  const settings = useSettings();
  const mayChange = useMay('settings.change');
  const change = useChangeSettings();
  const offerUndo = useOfferUndo();
  const set = ({ name, label }: Choice, on: boolean) =>
    change.mutate(
      { [name]: on },
      {
        onSuccess: () =>
          offerUndo({
            done: `${label}: ${on ? 'on' : 'off'}.`,
            undone: say('settingAsBefore'),
            undo: () => change.mutateAsync({ [name]: !on }),
          }),
        onError: (error) => showError(error, say('settingAsBefore')),
      },
    );
  return (
    <div className={classes['page']}>
      <SettingsTabs />
      <h1>{say('disconnecting')}</h1>
      <section>
        <p className={classes['quiet']}>
          {show('disconnectingLead', { link: (words) => <Link to="/disconnects">{words}</Link> })}
          {!mayChange && ` ${say('managersMay')}`}
        </p>
        {settings.isPending && <Skeleton h={140} />}
        {settings.isError && <p>{errorSentence(settings.error)}</p>}
        {settings.data && (
          <div className={classes['switches']}>
            {CHOICES.map((choice) => (
              <Switch
                key={choice.name}
                name={choice.name}
                label={choice.label}
                description={choice.description}
                checked={settings.data[choice.name]}
                disabled={!mayChange}
                onChange={(event) => set(choice, event.currentTarget.checked)}
              />
            ))}
          </div>
        )}
      </section>
    </div>
  );
}
