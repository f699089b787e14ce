/** Above these a person is asked to prove again who they are; see docs/decisions. */
export const STEP_UP_BOUNDS = {
  /** Devices removed, blocked or moved at once. */
  devicesTaken: 50,
  /** Customers whose MAC binding is turned off, or to watching only, at once. */
  bindingsLoosened: 10,
  /** Rows of a file. */
  rowsExported: 500,
} as const;
