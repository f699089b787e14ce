import { useEffect, useRef, useState } from 'react';
import type { PortalPreview } from '../../api/types.ts';
import { language } from '../../languages/current.ts';
import { say } from './texts.ts';
import classes from './ZoneScreen.module.css';

type Props = {
  readonly shown: PortalPreview | undefined;
  readonly scheme: 'light' | 'dark';
  readonly title: string;
};

const EMPTY = `<!doctype html><html lang="${language}"><head><title>${say('preview')}</title></head><body></body></html>`;

/**
 * A page of the portal in a phone's frame. No script runs in it, and nothing in it leads anywhere. Its document is
 * replaced in place: no flicker, and the page stays where it was scrolled to.
 */
export function PhonePreview({ shown, scheme, title }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const view = frame.current?.contentWindow;
    if (isReady && shown && view) show(view as Window & typeof globalThis, shown);
  }, [isReady, shown]);
  return (
    <div className={classes['phone']} data-scheme={scheme}>
      <iframe
        ref={frame}
        title={title}
        sandbox="allow-same-origin"
        srcDoc={EMPTY}
        onLoad={() => setReady(true)}
      />
    </div>
  );
}

/** Written by our own server; even so, only its looks are taken over. */
function show(view: Window & typeof globalThis, { html, style }: PortalPreview): void {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const link of page.querySelectorAll('a')) link.removeAttribute('href');
  for (const field of page.querySelectorAll<HTMLElement>('input, button')) {
    field.tabIndex = -1;
    if (field instanceof HTMLButtonElement) field.type = 'button';
  }
  const { document } = view;
  document.replaceChild(document.adoptNode(page.documentElement), document.documentElement);
  const sheet = new view.CSSStyleSheet();
  // Links without an address are not underlined by themselves.
  sheet.replaceSync(`${style}\na:not(.button){text-decoration:underline}`);
  document.adoptedStyleSheets = [sheet];
}
