import { AttemptList } from './AttemptList.tsx';

export function AccessLogScreen() {
  return <AttemptList />;
}
