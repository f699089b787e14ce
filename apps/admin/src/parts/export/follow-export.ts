import type { MouseEvent } from 'react';
import { getBlob } from '../../api/call-api.ts';
import { showError } from '../show-error.ts';
import { say } from '../texts.ts';

/** Whether somebody is asked to prove who they are comes before the link is followed: a link can answer no question. */
export async function followExport(event: MouseEvent<HTMLAnchorElement>): Promise<void> {
  event.preventDefault();
  const { href } = event.currentTarget;
  const asked = new URL(href);
  asked.searchParams.set('check', 'true');
  try {
    await getBlob(`${asked.pathname.replace('/api/v1', '')}${asked.search}`);
  } catch (error) {
    return showError(error, say('nothingExported'));
  }
  // Once more by hand, for the browser to write the file as it comes.
  const link = document.createElement('a');
  link.href = href;
  link.download = '';
  link.click();
}
