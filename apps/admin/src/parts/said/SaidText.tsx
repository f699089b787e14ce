import { isSaid, type Moment, type Said, type SaidValue } from '@gatehouse/domain/said/said';
import { Tooltip } from '@mantine/core';
import { Fragment, type ReactNode, useEffect, useState } from 'react';
import { formatExact } from '../format/time.ts';
import { MacText } from '../mac/MacText.tsx';
import { useNow } from '../NowProvider.tsx';
import { isKnown, isMany, sayMoment, sayValue, show } from './say-said.ts';
import { say } from './texts.ts';

type Props = {
  readonly said: Said;
  /** The server's own sentence, where it says something that this app has no text for yet. */
  readonly or?: string;
};

/** What the server or the domain says, in the operator's language, its times as they are here. */
export function SaidText({ said, or = '' }: Props): ReactNode {
  if (!isKnown(said)) return or;
  if (isMany(said))
    return said.map((one, index) => (
      <Fragment key={index}>
        {index > 0 && ' '}
        <SaidText said={one} />
      </Fragment>
    ));
  const values = Object.entries(said.values ?? {}).map(([name, value]) => [name, showValue(value)]);
  return show(said.key, Object.fromEntries(values));
}

function showValue(value: SaidValue): ReactNode {
  if (typeof value !== 'object') return value;
  if (isSaid(value)) return <SaidText said={value} />;
  if ('mac' in value) return <MacText mac={value.mac} />;
  if ('at' in value) return value.as === 'ago' ? <SecondsAgo moment={value} /> : <Told moment={value} />;
  return sayValue(value);
}

function Told({ moment: { at, as } }: { readonly moment: Moment }) {
  return <Time at={at} text={sayMoment(Date.parse(at), as === 'moment', useNow())} />;
}

function Time({ at, text }: { readonly at: string; readonly text: string }) {
  return (
    <Tooltip label={formatExact(Date.parse(at))}>
      <time dateTime={at}>{text}</time>
    </Tooltip>
  );
}

/** `4 s ago`, counted on while one looks; a minute later as other times are said. */
function SecondsAgo({ moment: { at } }: { readonly moment: Moment }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.round((now - Date.parse(at)) / 1_000));
  const text = seconds < 60 ? say('secondsAgo', { seconds }) : sayMoment(Date.parse(at), false, now);
  return (
    <span aria-live="off">
      <Time at={at} text={text} />
    </span>
  );
}
