import { useMe } from '../../api/use-me.ts';
import { FactList } from '../../parts/FactList.tsx';
import { LanguageSection } from '../../parts/language/LanguageSection.tsx';
import { sayRole } from '../../parts/role.ts';
import { LooksSection } from './LooksSection.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import classes from './Settings.module.css';
import { SettingsTabs } from './SettingsTabs.tsx';
import { SignInsSection } from './SignInsSection.tsx';
import { EmailSection } from '../mail/EmailSection.tsx';
import { TwoFactorSection } from '../two-factor/TwoFactorSection.tsx';
import { say } from './texts.ts';

/** Settings › My account. */
export function MyAccountScreen() {
  const me = useMe().data;
  if (!me) return null;
  return (
    <div className={classes['page']}>
      <SettingsTabs />
      <h1>{say('myAccount')}</h1>
      <section>
        <h2>{say('you')}</h2>
        <FactList
          facts={[
            [say('name'), me.name],
            [say('username'), me.username],
            [say('role'), sayRole(me.role)],
          ]}
        />
      </section>
      <LanguageSection />
      <LooksSection />
      <EmailSection me={me} />
      <PasswordSection />
      <TwoFactorSection me={me} />
      <SignInsSection />
    </div>
  );
}
