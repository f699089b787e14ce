export type { ApiToken, NewApiTokenShown } from '@gatehouse/server/operators/api-tokens/api-tokens.schemas';
