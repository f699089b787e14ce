// Loaded before a program: its Date is as far off as a file says. The steady clock stays as it is.
import { readFileSync } from 'node:fs';

const file = process.env['SHIFTED_DATE_FILE'];
const RealDate = globalThis.Date;
let aheadMs = 0;

function read() {
  try {
    aheadMs = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    // Being written just now.
  }
}

if (file) {
  read();
  setInterval(read, 100).unref();
  globalThis.Date = class Date extends RealDate {
    constructor(...given) {
      if (given.length === 0) super(RealDate.now() + aheadMs);
      else super(...given);
    }
    static now() {
      return RealDate.now() + aheadMs;
    }
    static [Symbol.hasInstance](value) {
      return Object.prototype.toString.call(value) === '[object Date]';
    }
  };
}
