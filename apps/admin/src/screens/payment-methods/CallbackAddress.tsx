import { Button, CopyButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import classes from './PaymentMethods.module.css';

/** Where the gateway tells us that something happened: its settings must name it. */
export function CallbackAddress({ url }: { readonly url: string | null }) {
  if (url === null) {
    return (
      <p className={classes['callback']}>
        Gateways cannot tell us anything yet: the portal has no public address. Set it under{' '}
        <Link to="/settings/hotspot">Settings › Hotspot</Link>. Until then they are asked.
      </p>
    );
  }
  return (
    <div className={classes['callback']}>
      <p>Give this address to the gateway, as webhook, IPN or callback:</p>
      <div>
        <code dir="ltr">{url}</code>
        <CopyButton value={url}>
          {({ copied, copy }) => (
            <Button variant="default" size="xs" onClick={copy}>
              {copied ? 'Copied' : 'Copy address'}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}
