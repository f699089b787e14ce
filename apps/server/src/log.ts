import { type Logger, pino } from 'pino';

/** Wherever one of these stands in what is logged, at the top or one step below, it is not written. */
const SECRETS = ['password', 'secret', 'token', 'authorization', 'cookie', 'databaseUrl', 'connectionString'];

/** JSON lines on stderr: one object per event with `time`, `level`, `process`, `msg`. */
export function openLog(process: string, destination: { write(line: string): void } = stderrNow()): Logger {
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

/** Written before the call returns: the last line before a crash is the one that matters. */
function stderrNow(): { write(line: string): void } {
  return pino.destination({ fd: 2, sync: true });
}
