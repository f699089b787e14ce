import { Button, Group } from '@mantine/core';
import { IconHistory, IconListCheck, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { NasWithHealth } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { type Fact, FactList } from '../../parts/FactList.tsx';
import { HistorySheet } from '../../parts/history/HistorySheet.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { SideSheet } from '../../parts/SideSheet.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { PreviousSecret } from './PreviousSecret.tsx';
import { RouterSsid } from './RouterSsid.tsx';
import { RouterDiscards } from './RouterDiscards.tsx';
import { SigningState } from './SigningState.tsx';
import classes from './Routers.module.css';
import { HotspotServers } from './HotspotServers.tsx';
import { signingPolicyLabel } from './signing-policies.ts';
import { routerVerdicts } from './router-verdict.ts';
import { say } from './texts.ts';
import { VendorLabel } from './VendorLabel.tsx';

type Props = { readonly nas: NasWithHealth; readonly onClose: () => void; readonly onEdit: () => void };

/** What is heard from one router, what is wrong, and how to mend it. */
export function RouterDrawer({ nas, onClose, onEdit }: Props) {
  const mayChange = useMay('nas.change');
  const [history, setHistory] = useState(false);
  if (history)
    return <HistorySheet name={nas.name} path={`/nas/${nas.id}`} onClose={() => setHistory(false)} />;
  return (
    <SideSheet title={nas.name} onClose={onClose}>
      {routerVerdicts(nas.health).map(({ meaning, label, message, remedy }) => (
        <div key={label} className={classes['verdict']} data-meaning={meaning}>
          <StateMark meaning={meaning}>
            <b>{label}</b>
          </StateMark>
          <p>{message}</p>
          {remedy !== null && <p>{remedy}</p>}
        </div>
      ))}
      <RouterSsid routerId={nas.id} />
      <FactList facts={routerFacts(nas)} />
      <HotspotServers nas={nas} />
      <SigningState nas={nas} />
      <PreviousSecret nas={nas} />
      <RouterDiscards nasId={nas.id} />
      <Group gap="xs" mt="md">
        <LinkButton
          to="/routers/$routerId/set-up"
          params={{ routerId: nas.id }}
          variant="default"
          leftSection={<IconListCheck size={16} aria-hidden />}
        >
          {say('setUpThis')}
        </LinkButton>
        {mayChange && (
          <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
            {say('editRouter')}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconHistory size={16} aria-hidden />}
          onClick={() => setHistory(true)}
        >
          {say('history')}
        </Button>
      </Group>
    </SideSheet>
  );
}

function routerFacts({
  address,
  vendor,
  zoneName,
  messageAuthenticator,
  coaPort,
  health,
}: NasWithHealth): readonly Fact[] {
  return [
    [
      say('address'),
      <code key="a" dir="ltr">
        {address}
      </code>,
    ],
    [say('vendor'), <VendorLabel key="v" id={vendor} />],
    [say('zone'), zoneName],
    [say('lastRequest'), <RelativeTime key="r" at={health.lastRequestAt} never={say('never')} />],
    [say('lastAccept'), <RelativeTime key="c" at={health.lastAcceptAt} never={say('never')} />],
    [say('lastAccounting'), <RelativeTime key="t" at={health.lastAccountingAt} never={say('never')} />],
    ['Message-Authenticator', signingPolicyLabel(messageAuthenticator)],
    [say('coaPort'), coaPort],
  ];
}
