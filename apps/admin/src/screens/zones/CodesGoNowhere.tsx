import { Link } from '@tanstack/react-router';
import { useSmsGateway } from '../settings/use-sms-gateway.ts';
import classes from './ZoneScreen.module.css';

/** Codes are promised, and nobody is there to send them. */
export function CodesGoNowhere() {
  const { data } = useSmsGateway();
  if (data?.kind !== 'log') return null;
  return (
    <div className={classes['notice']} role="status">
      No provider of text messages is set, so codes are written to the server’s log and reach nobody.{' '}
      <Link to="/settings/hotspot">Set one</Link>.
    </div>
  );
}
