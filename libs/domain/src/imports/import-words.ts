/** What a file brings: customers with their devices, or devices of customers that are there. */
export const importKinds = ['customers', 'devices'] as const;
export type ImportKind = (typeof importKinds)[number];

/** `table`: rows and columns, divided by whatever; `router-os`: what `/ppp secret export` and `/ip hotspot user export` print. */
export const importFormats = ['table', 'router-os'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** `new`, `checked` and what follows wait for a person; those in {@link workStates} are being worked at. */
export const importStates = [
  'new',
  'checking',
  'checked',
  'applying',
  'applied',
  'undoing',
  'undone',
  'failed',
] as const;
export type ImportState = (typeof importStates)[number];

export const workStates = ['checking', 'applying', 'undoing'] as const satisfies ImportState[];

export function isUnderWork(state: ImportState): boolean {
  return (workStates as readonly ImportState[]).includes(state);
}

/** The good rows, or all of them or nothing. */
export const importModes = ['good-rows', 'all-or-none'] as const;
export type ImportMode = (typeof importModes)[number];

/** What stands in a column. `disabled` is `status` turned round, as MikroTik says it. */
export const importFields = [
  'username',
  'password',
  'name',
  'kind',
  'status',
  'disabled',
  'macBinding',
  'deviceLimit',
  'package',
  'phone',
  'email',
  'ipAddress',
  'macs',
  'label',
  'type',
] as const;
export type ImportField = (typeof importFields)[number];

/** What a row of devices can say; a row of customers can say everything. */
export const DEVICE_FIELDS: readonly ImportField[] = ['username', 'macs', 'label', 'type'];
export const REQUIRED_FIELDS: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  customers: ['username'],
  devices: ['username', 'macs'],
};

/** `write`: applying it changes something; `nothing`: there is nothing to do; `refused`: it will not be applied. */
export type VerdictEffect = 'write' | 'nothing' | 'refused';

export const importVerdicts = [
  'new',
  'changes',
  'moves',
  'unchanged',
  'duplicate',
  'not-a-mac',
  'faulty',
  'unknown-customer',
  'unknown-package',
  'limit-reached',
  'taken',
  'conflict',
  'outrun',
] as const;
export type ImportVerdict = (typeof importVerdicts)[number];

export const IMPORT_VERDICTS: Readonly<
  Record<ImportVerdict, { readonly label: string; readonly effect: VerdictEffect }>
> = {
  new: { label: 'New', effect: 'write' },
  changes: { label: 'Changes', effect: 'write' },
  moves: { label: 'Moves', effect: 'write' },
  unchanged: { label: 'Unchanged', effect: 'nothing' },
  duplicate: { label: 'Twice in the file', effect: 'nothing' },
  'not-a-mac': { label: 'Not a MAC', effect: 'refused' },
  faulty: { label: 'Cannot be used', effect: 'refused' },
  'unknown-customer': { label: 'Unknown customer', effect: 'refused' },
  'unknown-package': { label: 'Unknown package', effect: 'refused' },
  'limit-reached': { label: 'Limit reached', effect: 'refused' },
  taken: { label: 'Someone else’s', effect: 'refused' },
  conflict: { label: 'Conflict in the file', effect: 'refused' },
  outrun: { label: 'Changed meanwhile', effect: 'refused' },
};

export function verdictsWith(effect: VerdictEffect): ImportVerdict[] {
  return importVerdicts.filter((verdict) => IMPORT_VERDICTS[verdict].effect === effect);
}

/** What became of a row: `left`: undoing left it as it is, for others have changed it since. */
export const importOutcomes = ['applied', 'nothing', 'refused', 'undone', 'left'] as const;
export type ImportOutcome = (typeof importOutcomes)[number];

export const IMPORT_OUTCOME_LABELS: Readonly<Record<ImportOutcome, string>> = {
  applied: 'Applied',
  nothing: 'Nothing to do',
  refused: 'Not applied',
  undone: 'Undone',
  left: 'Left as it is',
};
