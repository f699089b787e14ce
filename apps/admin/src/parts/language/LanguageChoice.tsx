import { LANGUAGE_FACTS, type Language, languages } from '@gatehouse/domain/languages';
import { language } from '../../languages/current.ts';
import { say } from './texts.ts';
import classes from './LanguageChoice.module.css';

type Props = { readonly onChoose: (language: Language) => void };

/** Each language by its own name, so that whoever reads no other finds it. */
export function LanguageChoice({ onChoose }: Props) {
  return (
    <div className={classes['choice']} role="group" aria-label={say('language')}>
      {languages.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          dir={LANGUAGE_FACTS[each].direction}
          aria-pressed={each === language}
          onClick={() => each !== language && onChoose(each)}
        >
          {LANGUAGE_FACTS[each].name}
        </button>
      ))}
    </div>
  );
}
