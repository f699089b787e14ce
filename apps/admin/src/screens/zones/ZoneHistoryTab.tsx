import { useParams } from '@tanstack/react-router';
import { HistoryList } from '../../parts/history/HistoryList.tsx';

export function ZoneHistoryTab() {
  const { zoneId = '' } = useParams({ strict: false });
  return <HistoryList path={`/hotspot-zones/${zoneId}`} />;
}
