import { textsOf } from '../../languages/texts.ts';
import en from './texts/en.json' with { type: 'json' };

export const { say } = textsOf('parts/said', en);
