import type { MailServer } from '../../api/types.ts';
import classes from '../settings/Settings.module.css';
import { show } from './texts.ts';

type Props = {
  readonly server: Pick<MailServer, 'host' | 'port' | 'senderAddress'>;
  readonly fault: MailServer['lastFault'];
  /** The server's own words. */
  readonly said: string | null;
};

/** Why a mail did not leave, and what to do. */
export function MailFaultText({ server, fault, said }: Props) {
  return (
    <>
      {show(`fault_${fault ?? 'failed'}`, {
        host: <bdi>{server.host}</bdi>,
        port: <bdi>{server.port}</bdi>,
        sender: <bdi>{server.senderAddress}</bdi>,
      })}
      <SaidText said={said} />
    </>
  );
}

export function SaidText({ said }: { readonly said: string | null }) {
  if (said === null) return null;
  const words = (
    <q dir="ltr" lang="en">
      {said}
    </q>
  );
  return (
    <span className={classes['said']} style={{ display: 'block' }}>
      {show('itSaid', { said: words })}
    </span>
  );
}
