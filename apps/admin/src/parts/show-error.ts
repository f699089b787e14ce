import { notifications } from '@mantine/notifications';
import { ApiError } from '../api/call-api.ts';
import { say } from './texts.ts';

/** For a change that has no form to show its refusal in. */
export function showError(error: unknown, what: string) {
  notifications.show({
    color: 'red',
    title: what,
    message: errorSentence(error),
    autoClose: 9_000,
  });
}

export function errorSentence(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return error instanceof Error ? error.message : say('unexpected');
}
