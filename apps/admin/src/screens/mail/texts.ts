import { textsOf } from '../../languages/texts.ts';
import en from './texts/en.json' with { type: 'json' };

export const { say, show } = textsOf('screens/mail', en);
