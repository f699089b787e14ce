import { Skeleton, Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Settings } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { errorSentence, showError } from '../../parts/show-error.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import classes from './Settings.module.css';
import { SettingsTabs } from './SettingsTabs.tsx';
import { useChangeSettings, useSettings } from './use-settings.ts';

/** The settings that are on or off. */
type SwitchName = { [Name in keyof Settings]: Settings[Name] extends boolean ? Name : never }[keyof Settings];
type Choice = { readonly name: SwitchName; readonly label: string; readonly description: string };

const CHOICES: readonly Choice[] = [
  {
    name: 'disconnectOnSuspend',
    label: 'Disconnect a customer who is suspended',
    description: 'Off: who is online stays online until the session ends; the next login is refused.',
  },
  {
    name: 'disconnectOnPackageEnd',
    label: 'Disconnect a customer whose package ends',
    description:
      'By its date or by its volume, within a minute or two. Routers that keep to Session-Timeout do it by themselves.',
  },
  {
    name: 'changeTimeOnRenewal',
    label: 'Give a running session what its new package has',
    description:
      'The router is told the new end and the new speed (CoA). Where it takes no speeds, and for another volume, the session is ended: hotspot phones come back by themselves, lines dial again. Off: what is new holds from the next login.',
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
            undone: 'The setting is as before.',
            undo: () => change.mutateAsync({ [name]: !on }),
          }),
        onError: (error) => showError(error, 'The setting is as before.'),
      },
    );
  return (
    <div className={classes['page']}>
      <SettingsTabs />
      <h1>Disconnecting</h1>
      <section>
        <p className={classes['quiet']}>
          What is done to sessions that are running. Every request and the router’s answer is listed under{' '}
          <Link to="/disconnects">Disconnects</Link>.{!mayChange && ' Managers and owners may change it.'}
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
