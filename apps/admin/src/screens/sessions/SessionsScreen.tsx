import { SessionList } from './SessionList.tsx';

export function SessionsScreen() {
  return <SessionList />;
}
