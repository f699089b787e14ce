import { Link } from '@tanstack/react-router';
import { useTruth } from '../../frame/use-truth.ts';
import type { Home } from '../../api/types.ts';
import { formatMoment } from '../../parts/format/time.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import { saySaid } from '../../parts/said/say-said.ts';
import { errorSentence } from '../../parts/show-error.ts';
import classes from './Home.module.css';
import type { useHome } from './use-home.ts';
import { say } from './texts.ts';

/** The page in one sentence; when nothing can be asked, that. */
export function HomeSentence({ home }: { readonly home: ReturnType<typeof useHome> }) {
  const { data, error, dataUpdatedAt } = home;
  const now = useNow();
  const truth = useTruth();
  // Whoever asks first finds out.
  const silent = truth.state === 'broken' && truth.system === undefined;
  if (error !== null || silent) {
    const sentence = silent ? truth.sentence : say('cannotAsk', { error: errorSentence(error) });
    return (
      <>
        <h1 className={classes['sentence']} data-state={silent ? 'broken' : 'unknown'}>
          {sentence}
        </h1>
        {truth.advice !== undefined && <p className={classes['more']}>{truth.advice}</p>}
        {data && (
          <p className={classes['more']}>
            {say('belowIsFrom', { dataUpdatedAt: formatMoment(dataUpdatedAt, now) })}
          </p>
        )}
      </>
    );
  }
  if (data === undefined) return <h1 className={classes['sentence']}>{say('asking')}</h1>;
  const { state, path, also } = data.verdict;
  const sentence = saySaid(data.verdict.sentenceSaid, data.verdict.sentence);
  return (
    <>
      <h1 className={classes['sentence']} data-state={state}>
        {path === null ? sentence : <Link to={path}>{sentence}</Link>}
      </h1>
      {also.map((line) => (
        <p key={line.sentence} className={classes['more']} data-state={line.state}>
          {line.path === null ? told(line) : <Link to={line.path}>{told(line)}</Link>}
        </p>
      ))}
    </>
  );
}

function told({ sentenceSaid, sentence }: Home['verdict']['also'][number]): string {
  return saySaid(sentenceSaid, sentence);
}
