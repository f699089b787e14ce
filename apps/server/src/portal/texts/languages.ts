import { isLanguage, type Language } from '@gatehouse/domain/hotspot-zones/portal-languages';

export {
  isLanguage,
  type Language,
  LANGUAGE_FACTS,
  languages,
} from '@gatehouse/domain/hotspot-zones/portal-languages';

/**
 * The first language of `Accept-Language` (RFC 9110 §12.5.4) that is offered, by its weight.
 * @param offered `null`: all that there are texts in
 */
export function chooseLanguage(
  acceptLanguage: string | undefined,
  offered: readonly Language[] | null = null,
  otherwise: Language = 'en',
): Language {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  const spoken = wanted.map(({ language }) => language).filter(isLanguage);
  return spoken.find((language) => offered?.includes(language) ?? true) ?? otherwise;
}
