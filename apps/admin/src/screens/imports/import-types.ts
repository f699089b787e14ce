/** As the API tells them. */
export type {
  CheckImportSent,
  ImportInFull,
  ImportRow,
  ImportShown,
} from '@gatehouse/server/imports/imports.schemas';
