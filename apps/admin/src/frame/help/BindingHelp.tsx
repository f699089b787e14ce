import { HelpLink } from './HelpLink.tsx';
import { say } from '../texts.ts';

/** Where it is said what no mode of MAC binding can do: addresses can be copied. */
export function BindingHelp() {
  return <HelpLink page="what-binding-protects-from">{say('bindingHelp')}</HelpLink>;
}
