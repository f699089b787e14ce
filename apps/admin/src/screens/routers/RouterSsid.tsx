import { saySaid } from '../../parts/said/say-said.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import classes from './Routers.module.css';
import { say } from './texts.ts';
import { useChecklist } from './use-router-kit.ts';

/** That a router's Wi-Fi name is not its zone's; nothing where it is, or where it tells none. */
export function RouterSsid({ routerId }: { readonly routerId: string }) {
  const check = useChecklist(routerId).data?.items.find(({ code }) => code === 'ssid');
  if (check?.state !== 'look') return null;
  return (
    <div className={classes['verdict']} data-meaning="amber">
      <StateMark meaning="amber">
        <b>{say('anotherSsid')}</b>
      </StateMark>
      <p>{saySaid(check.messageSaid, check.message)}</p>
      {check.remedySaid !== null && <p>{saySaid(check.remedySaid, check.remedy ?? '')}</p>}
    </div>
  );
}
