import { deviceTypes } from '@gatehouse/domain/devices/device-types';
import { has, say } from './texts.ts';

/** As it is said. One that somebody typed stays as they typed it. */
export function sayDeviceType(type: string): string {
  const key = `type_${type}`;
  return has(key) ? say(key) : type;
}

/** The ones to choose from, as they are said. */
export const saidDeviceTypes: readonly string[] = deviceTypes.map(sayDeviceType);

/** What is stored of what was chosen or typed: a known type in English, whoever says it how. `null`: none. */
export function deviceTypeOf(said: string): string | null {
  const typed = said.trim();
  if (typed === '') return null;
  return deviceTypes.find((type) => sayDeviceType(type) === typed) ?? typed;
}
