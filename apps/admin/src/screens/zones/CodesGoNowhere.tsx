import { Link } from '@tanstack/react-router';
import { useSmsGateway } from '../settings/use-sms-gateway.ts';
import { show } from './texts.ts';
import classes from './ZoneScreen.module.css';

/** Codes are promised, and nobody is there to send them. */
export function CodesGoNowhere() {
  const { data } = useSmsGateway();
  if (data?.kind !== 'log') return null;
  return (
    <div className={classes['notice']} role="status">
      {show('codesGoNowhere', { link: (words) => <Link to="/settings/hotspot">{words}</Link> })}
    </div>
  );
}
