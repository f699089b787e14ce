import { type Logger, pino } from 'pino';
import { type LineWriter, logLines } from './log-lines.ts';

/** Wherever one of these stands in what is logged, at the top or one step below, it is not written. */
const SECRETS = ['password', 'secret', 'token', 'authorization', 'cookie', 'databaseUrl', 'connectionString'];

/** JSON lines on stderr: one object per event with `time`, `level`, `process`, `msg`. */
export function openLog(process: string, destination: LineWriter = logLines(process)): Logger {
  return pino(
    {
      level: 'info',
      base: { process },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' },
    },
    destination,
  );
}
