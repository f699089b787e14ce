import { Button, CopyButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import classes from './PaymentMethods.module.css';
import { say, show } from './texts.ts';

/** Where the gateway tells us that something happened: its settings must name it. */
export function CallbackAddress({ url }: { readonly url: string | null }) {
  if (url === null) {
    return (
      <p className={classes['callback']}>
        {show('noPublicAddress', { link: (words) => <Link to="/settings/hotspot">{words}</Link> })}
      </p>
    );
  }
  return (
    <div className={classes['callback']}>
      <p>{say('giveAddress')}</p>
      <div>
        <code dir="ltr">{url}</code>
        <CopyButton value={url}>
          {({ copied, copy }) => (
            <Button variant="default" size="xs" onClick={copy}>
              {copied ? say('copied') : say('copyAddress')}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}
