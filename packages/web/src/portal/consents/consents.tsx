/** A patient's consents: what waits to be read, what is signed, and the copies. */
import { asksToSign } from '@holdspace/care';
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useLanguage, useWords } from '../../language/use-language.ts';
import styles from './consents.module.css';
import { ConsentsPage } from './consents-page.tsx';
import { useMyConsents } from './queries.ts';
import { sayStanding } from './say.ts';
import type { ConsentShown } from './shapes.ts';
import { CONSENT_WORDS } from './words.ts';

export default function MyConsentsPage() {
  const say = useWords(CONSENT_WORDS);
  const mine = useMyConsents();
  return (
    <ConsentsPage
      title={say('title')}
      clinic={mine.data?.clinic.name}
      back={{ href: '/portal', says: say('back') }}
      of={mine}
    >
      {({ consents, clinic }) => {
        const asked = consents.filter((one) => one.need && asksToSign(one.standing));
        const signed = consents.filter((one) => one.need && !asksToSign(one.standing));
        const earlier = consents.filter((one) => !one.need);
        return (
          <>
            <p className={styles.intro}>{say('intro')}</p>
            {asked.length === 0 && <p>{say('none')}</p>}
            <List title={say('to_sign')} consents={asked} zone={clinic.zone} />
            <List title={say('signed_before')} consents={signed} zone={clinic.zone} />
            <List title={say('no_more')} consents={earlier} zone={clinic.zone} />
          </>
        );
      }}
    </ConsentsPage>
  );
}

function List({ title, consents, zone }: { title: string; consents: readonly ConsentShown[]; zone: string }) {
  const say = useWords(CONSENT_WORDS);
  const language = useLanguage();
  if (consents.length === 0) return null;
  return (
    <section className={styles.list}>
      <h2>{title}</h2>
      <ul>
        {consents.map(({ document, title, need, standing }) => (
          <li key={document}>
            <h3>{title[language]}</h3>
            <p className={styles.standing}>{sayStanding(say, standing, language, zone)}</p>
            {need && asksToSign(standing) && <p className={styles.quiet}>{say(need)}</p>}
            <Button
              component={Link}
              href={`/portal/consents/${document}`}
              size="md"
              variant={need && asksToSign(standing) ? 'filled' : 'default'}
            >
              {asksToSign(standing) && need ? say('read_sign') : say('look')}
              <span className="hs-visually-hidden">: {title[language]}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
