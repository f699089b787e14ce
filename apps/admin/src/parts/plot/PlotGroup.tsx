import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { PlotSpan } from './plot-types.ts';

type Group = {
  readonly span: PlotSpan;
  /** The point that is being looked at, in all plots at once; `null`: none, so the latest. */
  readonly cursor: number | null;
  readonly setCursor: (cursor: number | null) => void;
};

const GroupContext = createContext<Group | null>(null);

type Props = { readonly span: PlotSpan; readonly children: ReactNode };

/** Plots of the same time: pointing at a moment in one of them shows it in all. */
export function PlotGroup({ span, children }: Props) {
  const [cursor, setCursor] = useState<number | null>(null);
  const group = useMemo(() => ({ span, cursor, setCursor }), [span, cursor]);
  return <GroupContext value={group}>{children}</GroupContext>;
}

export function usePlotGroup(): Group {
  const group = useContext(GroupContext);
  if (group === null) throw new Error('A plot belongs into a PlotGroup.');
  return group;
}
