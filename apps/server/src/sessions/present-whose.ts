type WhoseRow = {
  readonly customer_id: number | null;
  readonly customer_name: string | null;
  readonly username: string;
  readonly mac: string | null;
  readonly calling_station_id: string;
  readonly nas_id: number | null;
  readonly nas_name: string | null;
};

/** Whose a session is, from which device and by which router, as every list says it that is about sessions. */
export function presentWhose(row: WhoseRow) {
  const { nas_id: nasId, nas_name: nasName } = row;
  return {
    customerId: row.customer_id === null ? null : String(row.customer_id),
    customerName: row.customer_name,
    username: row.username,
    mac: row.mac?.toUpperCase() ?? null,
    callingStationId: row.calling_station_id,
    nas: nasId === null || nasName === null ? null : { id: String(nasId), name: nasName },
  };
}
