import { Button, CopyButton } from '@mantine/core';
import { Dialog } from '../../parts/Dialog.tsx';
import payment from '../payment-methods/PaymentMethods.module.css';
import settings from '../settings/Settings.module.css';
import { say, show } from './texts.ts';

type Props = { readonly name: string; readonly secret: string; readonly onClose: () => void };

/** Told once: whoever receives needs it to know that it was us. */
export function WebhookSecret({ name, secret, onClose }: Props) {
  return (
    <Dialog title={say('secretOf', { name })} onClose={onClose} width={520}>
      <div className={payment['callback']}>
        <p>{say('giveSecret')}</p>
        <div>
          <code dir="ltr">{secret}</code>
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" size="xs" onClick={copy} data-autofocus>
                {copied ? say('copied') : say('copySecret')}
              </Button>
            )}
          </CopyButton>
        </div>
      </div>
      <p className={settings['quiet']}>
        {show('signature', { header: <code dir="ltr">Gatehouse-Signature: t=…,v1=…</code> })}
      </p>
      <Button variant="default" onClick={onClose}>
        {say('close')}
      </Button>
    </Dialog>
  );
}
