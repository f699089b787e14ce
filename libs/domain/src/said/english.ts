import access from '../access/texts/en.json' with { type: 'json' };
import changes from '../audit-log/texts/en.json' with { type: 'json' };
import devices from '../devices/texts/en.json' with { type: 'json' };
import requests from '../dynamic-authorization/texts/en.json' with { type: 'json' };
import fields from '../fields/texts/en.json' with { type: 'json' };
import home from '../home/texts/en.json' with { type: 'json' };
import imports from '../imports/texts/en.json' with { type: 'json' };
import refusals from '../refusals/texts/en.json' with { type: 'json' };
import operators from '../operators/texts/en.json' with { type: 'json' };
import routers from '../nas/texts/en.json' with { type: 'json' };
import outgoing from '../outgoing/texts/en.json' with { type: 'json' };
import review from '../review/texts/en.json' with { type: 'json' };
import system from '../system/texts/en.json' with { type: 'json' };
import situation from '../customers/situation/texts/en.json' with { type: 'json' };

/** Every text that the server says, by its name. A name stands in one folder only. */
export const english = {
  ...access,
  ...situation,
  ...changes,
  ...devices,
  ...fields,
  ...requests,
  ...home,
  ...imports,
  ...refusals,
  ...operators,
  ...outgoing,
  ...review,
  ...routers,
  ...system,
};
