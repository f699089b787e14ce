import { WaitingList } from './WaitingList.tsx';

/** The unknown devices that any zone has just heard. */
export function WaitingScreen() {
  return <WaitingList />;
}
