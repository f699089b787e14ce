import { CODES } from '../packet/codes.ts';
import { LatencyHistogram } from './latency-histogram.ts';

/**
 * How long requests waited for their replies, from the decoded packet to the reply that has left. Refusals are apart
 * from the rest, because those of guesses are late on purpose. Status-Server is nobody's login and not counted.
 */
export class ReplyLatencies {
  readonly accept = new LatencyHistogram();
  readonly reject = new LatencyHistogram();
  readonly accounting = new LatencyHistogram();

  observe(requestCode: number, replyCode: number, ms: number): void {
    if (requestCode === CODES['Access-Request']) {
      (replyCode === CODES['Access-Accept'] ? this.accept : this.reject).observe(ms);
    } else if (requestCode === CODES['Accounting-Request']) this.accounting.observe(ms);
  }
}
