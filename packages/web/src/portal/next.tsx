/** What is next for a patient, as a list of cards, each with one thing to do. Other parts add theirs to the list below. */
import type { ReactNode } from 'react';
import type { VisitKind } from '../api/shapes.ts';
import { useLanguage, useWords } from '../language/use-language.ts';
import { defineWords } from '../language/words.ts';
import { MeasuresCard } from '../measures/portal-card.tsx';
import { BeforeDoseCard } from './before-dose.tsx';
import { ConsentsCard } from './consents/card.tsx';
import { FormsCard } from './forms/card.tsx';
import { MessagesCard } from './messages/card.tsx';
import styles from './next.module.css';
import { NextCard, type NextCardProps } from './next-card.tsx';

/** In the order in which they are shown; a card without anything to say draws nothing. */
const CARDS: readonly ((props: NextCardProps) => ReactNode)[] = [
  NextVisit,
  BeforeDoseCard,
  MeasuresCard,
  FormsCard,
  ConsentsCard,
  Prepare,
  MessagesCard,
];

const WORDS = defineWords('what is next', {
  en: {
    none: 'No visit is planned',
    noneSays: 'When the clinic plans your next visit, it will be here.',
    visit: 'Your next visit',
    at: '{{visit}}, at {{clinic}}',
    consult: 'Consult',
    preparation: 'Preparation',
    dosing: 'Dosing session',
    integration: 'Integration',
    follow_up: 'Follow-up',
    begin: 'Prepare, at your own pace',
    goOn: 'Go on preparing',
    prepared: 'You have prepared',
    beginDo: 'Begin',
    goOnDo: 'Go on',
    preparedDo: 'Read it again, or change it',
    progress: '{{done}} of {{of}} parts are answered. You can stop at any moment and come back.',
    record: 'Your record',
    recordSays: 'What is written about your treatment, who may see it, and to whom it went.',
    recordDo: 'See my record',
  },
  es: {
    none: 'No hay ninguna visita planeada',
    noneSays: 'Cuando la clínica planee su próxima visita, estará aquí.',
    visit: 'Su próxima visita',
    at: '{{visit}}, en {{clinic}}',
    consult: 'Consulta',
    preparation: 'Preparación',
    dosing: 'Sesión con medicina',
    integration: 'Integración',
    follow_up: 'Seguimiento',
    begin: 'Prepárese, a su ritmo',
    goOn: 'Siga preparándose',
    prepared: 'Ya se ha preparado',
    beginDo: 'Empezar',
    goOnDo: 'Seguir',
    preparedDo: 'Leerlo de nuevo o cambiarlo',
    progress: '{{done}} de {{of}} partes tienen respuesta. Puede parar cuando quiera y volver.',
    record: 'Su historia',
    recordSays: 'Lo que está escrito de su tratamiento, quién puede verlo y a quién se envió.',
    recordDo: 'Ver mi historia',
  },
});

/** A day, or a moment, as the reader's language says it. */
function useSayMoment(zone: string) {
  const language = useLanguage();
  return (at: string, hasTime: boolean) =>
    new Intl.DateTimeFormat(language, {
      timeZone: zone,
      dateStyle: 'long',
      ...(hasTime && { timeStyle: 'short' }),
    }).format(new Date(at));
}

export function Next({ next }: NextCardProps) {
  const say = useWords(WORDS);
  return (
    <ul className={styles.cards} lang={useLanguage()}>
      {CARDS.map((Card) => (
        <Card key={Card.name} next={next} />
      ))}
      <NextCard title={say('record')} action={{ href: '/mine', says: say('recordDo') }}>
        {say('recordSays')}
      </NextCard>
    </ul>
  );
}

function NextVisit({ next: { visits, clinic } }: NextCardProps) {
  const say = useWords(WORDS);
  const moment = useSayMoment(clinic.zone);
  const [visit] = visits;
  if (!visit) return <NextCard title={say('none')}>{say('noneSays')}</NextCard>;
  return (
    <NextCard title={say('visit')}>
      <p className={styles.large}>{moment(visit.scheduledFor, true)}</p>
      <p>{say('at', { visit: say(visit.kind as VisitKind), clinic: clinic.name })}</p>
    </NextCard>
  );
}

function Prepare({ next: { preparing, clinic } }: NextCardProps) {
  const say = useWords(WORDS);
  const language = useLanguage();
  const moment = useSayMoment(clinic.zone);
  return preparing.map(({ courseId, label, done, of, firstDosing }) => {
    const how = done === of ? 'prepared' : done === 0 ? 'begin' : 'goOn';
    return (
      <NextCard
        key={courseId}
        title={say(how)}
        isFirst={done < of}
        action={{ href: `/portal/prepare/${courseId}`, says: say(`${how}Do`) }}
      >
        <p>
          {label[language].name}
          {firstDosing && `, ${moment(firstDosing, false)}`}. {say('progress', { done, of })}
        </p>
      </NextCard>
    );
  });
}
