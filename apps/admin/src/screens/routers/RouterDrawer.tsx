import { Button, Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import type { NasWithHealth } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { type Fact, FactList } from '../../parts/FactList.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import classes from './Routers.module.css';
import { routerVerdicts } from './router-verdict.ts';
import { VendorLabel } from './VendorLabel.tsx';

type Props = { readonly nas: NasWithHealth; readonly onClose: () => void; readonly onEdit: () => void };

/** What is heard from one router, what is wrong, and how to mend it. */
export function RouterDrawer({ nas, onClose, onEdit }: Props) {
  const phone = useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false });
  const mayChange = useMay('nas.change');
  return (
    <Drawer
      opened
      onClose={onClose}
      size={phone ? '100%' : 460}
      title={nas.name}
      overlayProps={{ backgroundOpacity: 0.35 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {routerVerdicts(nas.health).map(({ meaning, label, advice }) => (
        <div key={label} className={classes['verdict']} data-meaning={meaning}>
          <StateMark meaning={meaning}>
            <b>{label}</b>
          </StateMark>
          <p>{advice}</p>
        </div>
      ))}
      <FactList facts={routerFacts(nas)} />
      {mayChange && (
        <Button mt="md" variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
          Edit router
        </Button>
      )}
    </Drawer>
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
    ['Address', <code key="a">{address}</code>],
    ['Vendor', <VendorLabel key="v" id={vendor} />],
    ['Zone', zoneName],
    ['Last request', <RelativeTime key="r" at={health?.lastRequestAt ?? null} never="Never" />],
    ['Last accept', <RelativeTime key="c" at={health?.lastAcceptAt ?? null} never="Never" />],
    ['Last accounting', <RelativeTime key="t" at={health?.lastAccountingAt ?? null} never="Never" />],
    ['Message-Authenticator', messageAuthenticator],
    ['CoA port', coaPort],
  ];
}
