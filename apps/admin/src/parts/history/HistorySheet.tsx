import { SideSheet } from '../SideSheet.tsx';
import { HistoryList } from './HistoryList.tsx';
import { say } from './texts.ts';

type Props = {
  /** What the thing is called. */
  readonly name: string;
  /** Where the API has it: `/nas/3`. */
  readonly path: string;
  readonly onClose: () => void;
};

/** The history of a thing that has no page of its own. */
export function HistorySheet({ name, path, onClose }: Props) {
  return (
    <SideSheet title={say('historyOf', { name })} width={560} onClose={onClose}>
      <HistoryList path={path} />
    </SideSheet>
  );
}
