import { Button, CopyButton } from '@mantine/core';
import { Dialog } from '../../parts/Dialog.tsx';
import payment from '../payment-methods/PaymentMethods.module.css';
import settings from '../settings/Settings.module.css';

type Props = { readonly name: string; readonly secret: string; readonly onClose: () => void };

/** Told once: whoever receives needs it to know that it was us. */
export function WebhookSecret({ name, secret, onClose }: Props) {
  return (
    <Dialog title={`The secret of ${name}`} onClose={onClose} width={520}>
      <div className={payment['callback']}>
        <p>Give this to the program that receives. It is not shown again.</p>
        <div>
          <code dir="ltr">{secret}</code>
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" size="xs" onClick={copy} data-autofocus>
                {copied ? 'Copied' : 'Copy secret'}
              </Button>
            )}
          </CopyButton>
        </div>
      </div>
      <p className={settings['quiet']}>
        Each delivery carries <code>Gatehouse-Signature: t=…,v1=…</code>, where v1 is the HMAC-SHA256 under
        this secret over the time t, a full stop and the body. Refuse what does not match, and what is older
        than five minutes.
      </p>
      <Button variant="default" onClick={onClose}>
        Close
      </Button>
    </Dialog>
  );
}
