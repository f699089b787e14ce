import { Autocomplete, TextInput } from '@mantine/core';
import { deviceTypes } from '@gatehouse/domain/devices/device-types';
import type { GetInputPropsReturnType } from '@mantine/form';

type Props = { readonly type: GetInputPropsReturnType; readonly label: GetInputPropsReturnType };

export function DeviceLabelFields({ type, label }: Props) {
  return (
    <>
      <Autocomplete
        label="Device type"
        name="type"
        placeholder="Router, Laptop, Phone…"
        data={[...deviceTypes]}
        maxLength={40}
        {...type}
      />
      <TextInput
        label="Label"
        name="label"
        description="Optional. How you and the customer call it."
        placeholder="Home Router"
        maxLength={100}
        autoComplete="off"
        {...label}
      />
    </>
  );
}
