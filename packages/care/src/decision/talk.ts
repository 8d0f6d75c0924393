/** Whom else one may want to ask, and questions that one may want to bring. */
import type { Localized } from '../language.ts';
import type { PersonToAskId, QuestionId } from './ids.ts';

interface Choice<Id> {
  readonly id: Id;
  readonly says: Localized;
}

export const PEOPLE_TO_ASK: readonly Choice<PersonToAskId>[] = [
  { id: 'partner', says: { en: 'My partner or family', es: 'Mi pareja o familia' } },
  { id: 'friend', says: { en: 'A friend', es: 'Un amigo o una amiga' } },
  { id: 'therapist', says: { en: 'My own therapist', es: 'Mi terapeuta' } },
  { id: 'doctor', says: { en: 'The doctor who gives me my medicines', es: 'El médico que me da mis medicinas' } },
  { id: 'been-there', says: { en: 'Somebody who has been through it', es: 'Alguien que lo haya vivido' } },
  { id: 'community', says: { en: 'Somebody from my faith or community', es: 'Alguien de mi fe o comunidad' } },
];

export const QUESTIONS_TO_BRING: readonly Choice<QuestionId>[] = [
  {
    id: 'safe-for-me',
    says: {
      en: 'Is it safe for me, with my health and my medicines?',
      es: '¿Es seguro para mí, con mi salud y mis medicinas?',
    },
  },
  {
    id: 'why-this',
    says: {
      en: 'Why this one, and not the others? What if I wait?',
      es: '¿Por qué esto y no lo otro? ¿Y si espero?',
    },
  },
  {
    id: 'dose',
    says: {
      en: 'Which dose would I get, how, and who decides it?',
      es: '¿Qué dosis me darían, cómo, y quién la decide?',
    },
  },
  {
    id: 'who',
    says: {
      en: 'Who will be in the room with me, and with what training?',
      es: '¿Quién estará conmigo en el cuarto, y con qué estudios?',
    },
  },
  {
    id: 'bad-hour',
    says: {
      en: 'What do you do if I am afraid, or feel sick, or want to stop?',
      es: '¿Qué hacen si tengo miedo, me siento mal o quiero parar?',
    },
  },
  {
    id: 'how-we-know',
    says: {
      en: 'How will we know if it helps, and when do we stop?',
      es: '¿Cómo sabremos si ayuda, y cuándo paramos?',
    },
  },
  {
    id: 'after',
    says: {
      en: 'What happens between visits, and whom can I call?',
      es: '¿Qué pasa entre visitas, y a quién puedo llamar?',
    },
  },
  {
    id: 'price',
    says: {
      en: 'What is the whole price, and what does my plan pay?',
      es: '¿Cuál es el precio total, y qué paga mi seguro?',
    },
  },
];
