import { Button, CopyButton } from '@mantine/core';
import classes from './PaymentMethods.module.css';

/** Where the gateway tells us that something happened: its settings must name it. */
export function CallbackAddress({ url }: { readonly url: string }) {
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
