import type { Sentence as Judged } from '@gatehouse/domain/customers/situation/situation-words';
import { Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Situation } from '../../../api/types.ts';
import { formatExact, formatMoment } from '../../../parts/format/time.ts';
import { MacText } from '../../../parts/mac/MacText.tsx';
import { useNow } from '../../../parts/NowProvider.tsx';
import { say } from './texts.ts';
import { withoutAt } from './without-at.ts';

type Sentence = Situation['sentence'];

/** A sentence that was made here, by the domain's own words. */
export function JudgedSentence({ sentence }: { readonly sentence: Judged }) {
  const told = sentence.map((part) =>
    typeof part === 'object' && 'at' in part ? { ...part, at: new Date(part.at).toISOString() } : part,
  );
  return <SituationSentence sentence={told} />;
}

/** A sentence of the server's, with its times as they are here. */
export function SituationSentence({ sentence }: { readonly sentence: Sentence }) {
  return withoutAt(sentence, useNow()).map((part, index) => <SentencePart key={index} part={part} />);
}

function SentencePart({ part }: { readonly part: Sentence[number] }) {
  if (typeof part === 'string') return part;
  if ('mac' in part) return <MacText mac={part.mac} />;
  return part.as === 'ago' ? <SecondsAgo at={Date.parse(part.at)} /> : <Moment at={Date.parse(part.at)} />;
}

function Moment({ at }: { readonly at: number }) {
  return <Time at={at} text={formatMoment(at, useNow())} />;
}

function Time({ at, text }: { readonly at: number; readonly text: string }) {
  return (
    <Tooltip label={formatExact(at)}>
      <time dateTime={new Date(at).toISOString()}>{text}</time>
    </Tooltip>
  );
}

/** `4 s ago`, counted on while one looks; a minute later as other times are said. */
function SecondsAgo({ at }: { readonly at: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.round((now - at) / 1_000));
  const text =
    seconds < 60 ? say('secondsAgo', { seconds }) : say('atMoment', { when: formatMoment(at, now) });
  return (
    <span aria-live="off">
      <Time at={at} text={text} />
    </span>
  );
}
