import { writeDecimal } from '@gatehouse/domain/money';
import type { FakePayment } from './fake-gateway.ts';

const HEAD = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Fake Pay</title>
<style>body{font:18px/1.5 system-ui,sans-serif;max-width:22rem;margin:12vh auto;padding:0 1rem;text-align:center}
button{font:inherit;width:100%;min-height:48px;margin-top:12px;border-radius:8px;border:1px solid #555;background:#fff}
.pay{background:#1d4ed8;border-color:#1d4ed8;color:#fff}</style></head><body>`;

/** The gateway's own page: two forms, no script. */
export function payPage({ id, amountMinor, currency, state }: FakePayment): string {
  if (state === 'paid') return sentencePage('This is paid.');
  const shown = writeDecimal({ minor: amountMinor, currency });
  return `${HEAD}<h1>${shown} ${currency}</h1>
<p>This gateway takes no money: it is for trying things out.</p>
<form method="post" action="/pay/${id}/pay"><button class="pay">Pay</button></form>
<form method="post" action="/pay/${id}/cancel"><button>Cancel</button></form>
</body></html>`;
}

export function sentencePage(sentence: string): string {
  return `${HEAD}<p>${sentence}</p></body></html>`;
}
