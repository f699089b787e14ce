import { Button, CopyButton, Group, Skeleton } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload, IconEye } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { NasWithHealth, RouterKit } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { type Fact, FactList } from '../../parts/FactList.tsx';
import { saySaid } from '../../parts/said/say-said.ts';
import { errorSentence } from '../../parts/show-error.ts';
import { downloadText } from './download-text.ts';
import classes from './RouterSetUp.module.css';
import { say, show } from './texts.ts';
import { useRouterKit } from './use-router-kit.ts';

/** The file that sets the router up: to look at, to copy and to download. */
export function RouterKitFile({ nas }: { readonly nas: NasWithHealth }) {
  const [withSecrets, setWithSecrets] = useState(false);
  const { data: kit, error } = useRouterKit(nas.id, withSecrets);
  if (!kit) return error ? <p>{errorSentence(error)}</p> : <Skeleton h={420} />;
  return (
    <>
      {kit.hints.length > 0 && <Hints hints={kit.hints} />}
      {!kit.hasKit && <ByHand nas={nas} kit={kit} />}
      {kit.file !== null && kit.instructionsSaid !== null && (
        <>
          <p className={classes['instructions']}>{saySaid(kit.instructionsSaid, kit.instructions ?? '')}</p>
          <Actions file={kit.file} secretsShown={kit.secretsShown} onShow={() => setWithSecrets(true)} />
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys */}
          <div className={classes['file']} dir="ltr" tabIndex={0} role="region" aria-label={kit.file.name}>
            <pre>
              <code>{kit.file.text}</code>
            </pre>
          </div>
        </>
      )}
    </>
  );
}

type ActionsProps = {
  readonly file: NonNullable<RouterKit['file']>;
  readonly secretsShown: boolean;
  readonly onShow: () => void;
};

function Actions({ file, secretsShown, onShow }: ActionsProps) {
  const mayShow = useMay('secrets.show');
  return (
    <>
      <Group gap="xs" mt="sm">
        {mayShow && !secretsShown && (
          <Button leftSection={<IconEye size={16} aria-hidden />} onClick={onShow}>
            {say('showSecrets')}
          </Button>
        )}
        <CopyButton value={file.text}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              onClick={copy}
            >
              {say(copied ? 'copied' : 'copyFile')}
            </Button>
          )}
        </CopyButton>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => downloadText(file.name, file.text)}
        >
          {say('downloadFile')}
        </Button>
      </Group>
      <p className={classes['quiet']}>{secretSentence(secretsShown, mayShow)}</p>
    </>
  );
}

function secretSentence(secretsShown: boolean, mayShow: boolean): string {
  if (secretsShown) return say('holdsSecret');
  return say(mayShow ? 'withoutSecrets' : 'mayNotSee');
}

function Hints({ hints }: { readonly hints: RouterKit['hints'] }) {
  return (
    <ul className={classes['hints']}>
      {hints.map(({ code, message, messageSaid }) => (
        // A router for lines alone needs no zone: that is said, and no warning.
        <li key={code} data-quiet={code === 'zone-missing' || undefined}>
          {saySaid(messageSaid, message)}{' '}
          {(code === 'portal-url-missing' || code.startsWith('radius-address')) && (
            <Link to="/settings/hotspot">{say('openSettings')}</Link>
          )}
        </li>
      ))}
    </ul>
  );
}

/** A make that there is no file for: what is typed into it. */
function ByHand({ nas, kit: { radius } }: { readonly nas: NasWithHealth; readonly kit: RouterKit }) {
  return (
    <>
      <p>{say('byHand')}</p>
      <FactList
        facts={[
          ...radius.map(
            ({ address, authPort, acctPort }, index): Fact => [
              index === 0 ? say('radiusServer') : say('radiusServerMore', { number: index + 1 }),
              <span key={index}>
                {show('reachedAt', {
                  address: <code dir="ltr">{address}</code>,
                  authPort: String(authPort),
                  acctPort: String(acctPort),
                })}
              </span>,
            ],
          ),
          [say('sharedSecret'), say('enteredHere')],
          [say('interimUpdates'), say('everyFiveMinutes')],
          ['Message-Authenticator', say('on')],
          [say('coaPort'), nas.coaPort],
        ]}
      />
    </>
  );
}
