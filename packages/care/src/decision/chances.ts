/**
 * Chances as counts of 100 people, each with its time and with whom it was compared. Only numbers that a source gives;
 * where there is none, the row says that it is not known. One denominator throughout, so that rows can be compared by eye.
 */
import type { Language, Localized } from '../language.ts';
import { REVIEWED, type Statement } from './statement.ts';

/** Of how many people every chance is told. */
export const CHANCES_OF = 100;

export type Count =
  | { readonly known: true; readonly count: number }
  /** At least so many: the source gives no exact figure. */
  | { readonly known: true; readonly count: number; readonly isAtLeast: true }
  /** Nobody counted it, or what was read does not give it. */
  | { readonly known: false; readonly because: 'nobody counted' | 'not in what was read' };

export interface Chance extends Pick<Statement, 'id' | 'certainty' | 'sources' | 'review'> {
  /** Who they are and what they got. */
  readonly who: Localized;
  readonly count: Count;
}

export interface ChanceGroup {
  readonly id: string;
  /** What happens to so many of 100. */
  readonly title: Localized;
  readonly within: Localized;
  readonly rows: readonly [Chance, ...Chance[]];
}

const known = (count: number): Count => ({ known: true, count });
const NOT_KNOWN: Count = { known: false, because: 'nobody counted' };
const NOT_READ: Count = { known: false, because: 'not in what was read' };
const review = REVIEWED;

export const CHANCES: readonly ChanceGroup[] = [
  {
    id: 'better-week',
    title: { en: 'Feel much better', es: 'Se sienten mucho mejor' },
    within: { en: 'a week after one dose', es: 'a la semana de una dosis' },
    rows: [
      {
        id: 'chance-infusion-week',
        who: { en: 'Ketamine infusion', es: 'Infusión de ketamina' },
        count: known(40),
        certainty: 'moderate',
        sources: ['han-2016'],
        review,
      },
      {
        id: 'chance-kap-week',
        who: { en: 'KAP', es: 'KAP' },
        count: NOT_KNOWN,
        certainty: 'none',
        sources: ['kew-2023', 'dore-2019'],
        review,
      },
      {
        id: 'chance-fake-week',
        who: { en: 'Fake infusion', es: 'Infusión falsa' },
        count: NOT_READ,
        certainty: 'none',
        sources: ['han-2016'],
        review,
      },
    ],
  },
  {
    id: 'better-weeks',
    title: { en: 'Feel much better', es: 'Se sienten mucho mejor' },
    within: { en: 'after three to four weeks of treatment', es: 'tras tres o cuatro semanas de tratamiento' },
    rows: [
      {
        id: 'chance-infusion-course',
        who: { en: 'Ketamine infusions (twice a week)', es: 'Infusiones de ketamina (dos por semana)' },
        count: known(55),
        certainty: 'moderate',
        sources: ['anand-2023'],
        review,
      },
      {
        id: 'chance-kap-course',
        who: { en: 'KAP', es: 'KAP' },
        count: NOT_KNOWN,
        certainty: 'none',
        sources: ['kew-2023', 'dore-2019'],
        review,
      },
      {
        id: 'chance-esketamine',
        who: { en: 'Esketamine and a new antidepressant', es: 'Esketamina y un antidepresivo nuevo' },
        count: known(59),
        certainty: 'moderate',
        sources: ['turkoz-2021'],
        review,
      },
      {
        id: 'chance-fake-spray',
        who: { en: 'Fake spray and a new antidepressant', es: 'Aerosol falso y un antidepresivo nuevo' },
        count: known(45),
        certainty: 'moderate',
        sources: ['turkoz-2021'],
        review,
      },
      {
        id: 'chance-ect',
        who: { en: 'ECT, in the trial with the infusions', es: 'TEC, en el ensayo de las infusiones' },
        count: known(41),
        certainty: 'moderate',
        sources: ['anand-2023'],
        review,
      },
    ],
  },
  {
    id: 'waiting',
    title: { en: 'Have no depression any more', es: 'Ya no tienen depresión' },
    within: { en: 'after three months, if nothing is done', es: 'a los tres meses, si no se hace nada' },
    rows: [
      {
        id: 'chance-waiting',
        who: { en: 'No treatment (mostly mild or medium)', es: 'Sin tratamiento (casi todos leve o media)' },
        count: known(23),
        certainty: 'low',
        sources: ['whiteford-2013'],
        review,
      },
    ],
  },
  {
    id: 'third-medicine',
    title: { en: 'Have no depression any more', es: 'Ya no tienen depresión' },
    within: { en: 'after a third medicine, when two did not help', es: 'con una tercera medicina, si dos no ayudaron' },
    rows: [
      {
        id: 'chance-third-medicine',
        who: { en: 'A third medicine', es: 'Una tercera medicina' },
        count: known(14),
        certainty: 'moderate',
        sources: ['rush-2006'],
        review,
      },
    ],
  },
  {
    id: 'cut-off',
    title: { en: 'Feel cut off from themselves', es: 'Se sienten separados de sí' },
    within: {
      en: 'on the day of one infusion, or at any time in four weeks of spray',
      es: 'el día de una infusión, o alguna vez en cuatro semanas de aerosol',
    },
    rows: [
      {
        id: 'chance-cut-off-infusion',
        who: { en: 'Ketamine infusion', es: 'Infusión de ketamina' },
        count: { known: true, count: 50, isAtLeast: true },
        certainty: 'moderate',
        sources: ['acevedo-diaz-2020'],
        review,
      },
      {
        id: 'chance-cut-off-kap',
        who: { en: 'KAP', es: 'KAP' },
        count: NOT_KNOWN,
        certainty: 'none',
        sources: ['dore-2019'],
        review,
      },
      {
        id: 'chance-cut-off-esketamine',
        who: { en: 'Esketamine', es: 'Esketamina' },
        count: known(41),
        certainty: 'moderate',
        sources: ['esketamine-effects'],
        review,
      },
      {
        id: 'chance-cut-off-fake',
        who: { en: 'Fake spray', es: 'Aerosol falso' },
        count: known(9),
        certainty: 'moderate',
        sources: ['esketamine-effects'],
        review,
      },
    ],
  },
  {
    id: 'sick',
    title: { en: 'Feel sick to the stomach', es: 'Tienen náusea' },
    within: { en: 'at any time in four weeks', es: 'alguna vez en cuatro semanas' },
    rows: [
      {
        id: 'chance-sick-esketamine',
        who: { en: 'Esketamine', es: 'Esketamina' },
        count: known(28),
        certainty: 'moderate',
        sources: ['esketamine-effects'],
        review,
      },
      {
        id: 'chance-sick-fake',
        who: { en: 'Fake spray', es: 'Aerosol falso' },
        count: known(9),
        certainty: 'moderate',
        sources: ['esketamine-effects'],
        review,
      },
      {
        id: 'chance-sick-ketamine',
        who: { en: 'Infusion, and KAP', es: 'Infusión, y KAP' },
        count: NOT_READ,
        certainty: 'none',
        sources: ['short-2018'],
        review,
      },
    ],
  },
  {
    id: 'pressure',
    title: { en: 'Have blood pressure that is too high', es: 'Les sube mucho la presión' },
    within: { en: 'at any time in four weeks', es: 'alguna vez en cuatro semanas' },
    rows: [
      {
        id: 'chance-pressure-esketamine',
        who: { en: 'Esketamine', es: 'Esketamina' },
        count: known(10),
        certainty: 'moderate',
        sources: ['esketamine-effects'],
        review,
      },
      {
        id: 'chance-pressure-fake',
        who: { en: 'Fake spray', es: 'Aerosol falso' },
        count: known(3),
        certainty: 'moderate',
        sources: ['esketamine-effects'],
        review,
      },
      {
        id: 'chance-pressure-ketamine',
        who: { en: 'Infusion, and KAP', es: 'Infusión, y KAP' },
        count: NOT_READ,
        certainty: 'none',
        sources: ['short-2018'],
        review,
      },
    ],
  },
];

const UNKNOWN_WORDS: Readonly<Record<'nobody counted' | 'not in what was read', Localized>> = {
  'nobody counted': { en: 'Not known', es: 'No se sabe' },
  'not in what was read': { en: 'Not told in what we read', es: 'No está en lo que leímos' },
};

/** What a chance says in words: for who cannot see the icons, and beside them for everybody. */
export function sayCount(count: Count, language: Language): string {
  if (!count.known) return UNKNOWN_WORDS[count.because][language];
  const isAtLeast = 'isAtLeast' in count;
  return language === 'en'
    ? `${isAtLeast ? 'at least ' : ''}${count.count} of ${CHANCES_OF}`
    : `${isAtLeast ? 'al menos ' : ''}${count.count} de cada ${CHANCES_OF}`;
}
