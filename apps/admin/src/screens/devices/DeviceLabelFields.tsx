import { Autocomplete, TextInput } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import { saidDeviceTypes } from '../../parts/device-type/device-type.ts';
import { say } from './texts.ts';

type Props = { readonly type: GetInputPropsReturnType; readonly label: GetInputPropsReturnType };

export function DeviceLabelFields({ type, label }: Props) {
  return (
    <>
      <Autocomplete
        label={say('deviceType')}
        name="type"
        placeholder={say('typeExample')}
        data={[...saidDeviceTypes]}
        maxLength={40}
        {...type}
      />
      <TextInput
        label={say('label')}
        name="label"
        description={say('labelHelp')}
        placeholder={say('labelExample')}
        maxLength={100}
        autoComplete="off"
        {...label}
      />
    </>
  );
}
