/** What a member of the care team outside the clinic can be let see, one by one, by the patient. Never anybody's notes. */
import type { Localized } from '../language.ts';

export const OUTSIDE_SCOPES = ['focus_and_intention', 'session_summaries', 'integration_threads', 'scores'] as const;
export type OutsideScope = (typeof OUTSIDE_SCOPES)[number];

export interface NamedAndSaid {
  readonly name: string;
  readonly says: string;
}

/** As the patient reads it before agreeing. */
export const OUTSIDE_SCOPE_WORDS: Readonly<Record<OutsideScope, Localized<NamedAndSaid>>> = {
  focus_and_intention: {
    en: {
      name: 'Focus and intention',
      says: 'What the treatment is for, in the words you chose in preparation.',
    },
    es: {
      name: 'Tema e intención',
      says: 'Para qué es el tratamiento, con las palabras que usted eligió en la preparación.',
    },
  },
  session_summaries: {
    en: {
      name: 'Session summaries',
      says: 'Day, kind of treatment, dose, and how the visit ended. No vital signs, and nothing that was said.',
    },
    es: {
      name: 'Resúmenes de las sesiones',
      says: 'Día, tipo de tratamiento, dosis y cómo terminó la visita. Sin signos vitales y sin nada de lo que se dijo.',
    },
  },
  integration_threads: {
    en: {
      name: 'Integration',
      says: 'What you and the clinic keep together about putting the experience into daily life, from the focus to the practices. Not your journal, and not your check-ins.',
    },
    es: {
      name: 'Integración',
      says: 'Lo que usted y la clínica guardan juntos para llevar la experiencia a la vida diaria, del tema a las prácticas. Ni su diario ni lo que contesta cuando le preguntamos cómo está.',
    },
  },
  scores: {
    en: {
      name: 'Questionnaire scores',
      says: 'What questionnaires came to over time, such as the PHQ-9. Not what you answered to each question.',
    },
    es: {
      name: 'Resultados de cuestionarios',
      says: 'Lo que sumaron los cuestionarios con el tiempo, como el PHQ-9. No lo que contestó a cada pregunta.',
    },
  },
};
