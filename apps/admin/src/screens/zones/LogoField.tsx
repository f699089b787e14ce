import { Button, FileButton, Input } from '@mantine/core';
import { IconPhoto, IconTrash } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import type { HotspotZone } from '../../api/types.ts';
import type { Picture } from './portal-entry.ts';
import { prepareLogo } from './prepare-logo.ts';
import { say } from './texts.ts';
import classes from './ZoneScreen.module.css';

type Props = {
  readonly zone: Pick<HotspotZone, 'id' | 'name' | 'logo'>;
  readonly value: Picture | null | undefined;
  readonly onChange: (picture: Picture | null | undefined) => void;
  readonly mayChange: boolean;
};

/** The logo in the place of the name. Chosen or dropped, made small here, stored with the rest. */
export function LogoField({ zone, value, onChange, mayChange }: Props) {
  const [fault, setFault] = useState<string | null>(null);
  const source = sourceOf(zone, value);
  const take = async (file: File | null | undefined) => {
    if (!file) return;
    const picture = await prepareLogo(file);
    setFault(typeof picture === 'string' ? picture : null);
    if (typeof picture !== 'string') onChange(picture);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    if (mayChange) void take(event.dataTransfer.files[0]);
  };
  const remove = () => {
    setFault(null);
    // One that was never stored leaves nothing to take away.
    onChange(zone.logo === null ? undefined : null);
  };
  return (
    <Input.Wrapper label={say('logo')} labelElement="div" description={say('logoHelp')}>
      <div className={classes['logo']} onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
        {source !== null && <img src={source} alt={say('logoAlt')} />}
        <FileButton accept="image/png,image/jpeg,image/webp,image/gif" onChange={(file) => void take(file)}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconPhoto size={16} aria-hidden />}>
              {say(source === null ? 'chooseLogo' : 'chooseOtherLogo')}
            </Button>
          )}
        </FileButton>
        {source !== null && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={remove}
          >
            {say('removeLogo')}
          </Button>
        )}
      </div>
      {fault !== null && (
        <p className={classes['fault']} role="alert">
          {fault}
        </p>
      )}
    </Input.Wrapper>
  );
}

function sourceOf({ id, logo }: Props['zone'], value: Props['value']): string | null {
  if (value === null) return null;
  if (value !== undefined) return `data:${value.type};base64,${value.base64}`;
  return logo === null ? null : `/api/v1/hotspot-zones/${id}/logo?${logo.hash}`;
}
