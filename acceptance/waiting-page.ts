import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

// A page that stands there while the browser asks for the next one. DevTools wait until a page has come to rest, and one
// whose answer is held back never does; but what is on the screen can be photographed, and keys and wheel reach it.

/** What is on the screen at this moment. */
export async function photograph(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot');
  await session.detach();
  return Buffer.from(data, 'base64');
}

/** What stands at the address that a page was answered from, asked for beside the browser and without waiting. */
export async function readBeside(answered: string): Promise<string> {
  const url = new URL(answered);
  url.search = '';
  const answer = await fetch(url);
  assert.equal(answer.status, 200);
  return answer.text();
}

/** Presses the first link or button of a page, as a keyboard does. */
export async function pressFirst(page: Page): Promise<void> {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
}
