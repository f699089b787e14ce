import type { Language } from '@gatehouse/domain/languages';
import { changeJson } from '../../api/call-api.ts';
import { speak } from '../../languages/current.ts';
import { LanguageChoice } from './LanguageChoice.tsx';
import { showError } from '../show-error.ts';
import { say } from './texts.ts';
import classes from './LanguageChoice.module.css';

/** Kept on the server: it is the operator's, not the browser's. */
export function LanguageSection() {
  const choose = (language: Language) =>
    void changeJson('PATCH', '/me', { language }).then(
      () => speak(language),
      (error: unknown) => showError(error, say('languageNotKept')),
    );
  return (
    <section>
      <h2>{say('language')}</h2>
      <LanguageChoice onChoose={choose} />
      <p className={classes['quiet']}>{say('languageKept')}</p>
    </section>
  );
}
