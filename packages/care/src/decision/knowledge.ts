/** What one knows by now: a short check, corrected kindly, with no mark and no passing. */
import type { Localized } from '../language.ts';
import type { KnowledgeId } from './ids.ts';
import type { Retold } from './statement.ts';

export interface KnowledgeItem {
  readonly id: KnowledgeId;
  readonly says: Localized;
  readonly is: 'true' | 'false';
  /** What is so, said to whoever answered, however they did. */
  readonly because: Retold;
}

export const KNOWLEDGE_ITEMS: readonly KnowledgeItem[] = [
  {
    id: 'infusion-is-therapy',
    says: {
      en: 'A ketamine infusion includes talk therapy.',
      es: 'La infusión de ketamina incluye terapia de hablar.',
    },
    is: 'false',
    because: {
      en: 'An infusion is a medical treatment. Talk is part of KAP, not of an infusion.',
      es: 'La infusión es un tratamiento médico. La charla es parte de la KAP, no de la infusión.',
      from: ['infusion-done', 'kap-done', 'kap-after'],
    },
  },
  {
    id: 'kap-lower-dose',
    says: {
      en: 'KAP always uses less ketamine than an infusion.',
      es: 'La KAP siempre usa menos ketamina que la infusión.',
    },
    is: 'false',
    because: {
      en: 'The usual infusion dose lies inside the range used for KAP. Ask which dose is planned for you.',
      es: 'La dosis común de la infusión está dentro de las que usa la KAP. Pregunte qué dosis le darían.',
      from: ['contested-dose'],
    },
  },
  {
    id: 'cut-off-is-working',
    says: {
      en: 'If I feel far from my body, that shows that it works.',
      es: 'Si me siento lejos de mi cuerpo, eso muestra que sirve.',
    },
    is: 'false',
    because: {
      en: 'Studies do not agree on this. It is common, and it does not show that it works.',
      es: 'Los estudios no coinciden. Es común, y no prueba que sirve.',
      from: ['contested-dissociation', 'chance-cut-off-infusion', 'chance-cut-off-esketamine'],
    },
  },
  {
    id: 'drive-home',
    says: { en: 'I can drive myself home.', es: 'Puedo manejar a casa.' },
    is: 'false',
    because: {
      en: 'Somebody takes you home, and you do not drive until the next day, after sleep.',
      es: 'Alguien le lleva a casa, y no maneja hasta el otro día, después de dormir.',
      from: ['infusion-day', 'kap-day', 'esketamine-day'],
    },
  },
  {
    id: 'approved',
    says: {
      en: 'In the US, esketamine is approved for depression, and ketamine is not.',
      es: 'En EE. UU., la esketamina está aprobada para la depresión, y la ketamina no.',
    },
    is: 'true',
    because: {
      en: 'Right. Ketamine for depression is “off-label”. A doctor may choose it, but the FDA has not judged it for this.',
      es: 'Así es. La ketamina para la depresión es «fuera de etiqueta». Un médico la puede dar, pero la FDA no la evaluó para eso.',
      from: ['esketamine-approval', 'infusion-approval', 'kap-approval'],
    },
  },
  {
    id: 'lasts',
    says: {
      en: 'For most people who get better, one course is enough for good.',
      es: 'A casi todos los que mejoran les basta una serie para siempre.',
    },
    is: 'false',
    because: {
      en: 'It often fades. In a small study, half of those who got better were worse again within 18 days.',
      es: 'A menudo se va. En un estudio chico, la mitad de los que mejoraron recayó en 18 días.',
      from: ['infusion-lasts'],
    },
  },
  {
    id: 'may-say-no',
    says: {
      en: 'I can choose none of these, and change my mind later.',
      es: 'Puedo no elegir nada, y cambiar de idea después.',
    },
    is: 'true',
    because: {
      en: 'Right. It is your choice at all times. If you wait, set a day to look at it again.',
      es: 'Así es. Usted decide siempre. Si espera, ponga un día para mirarlo otra vez.',
      from: ['decision', 'neither-after'],
    },
  },
];
