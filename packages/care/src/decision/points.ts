/** The options, and the points on which they stand side by side: every option answers every point, in this order. */
import type { Localized } from '../language.ts';
import type { Statement } from './statement.ts';

/** In the order in which they are always shown; no answer of anybody changes it. */
export const OPTION_IDS = ['infusion', 'kap', 'esketamine', 'neither'] as const;
export type OptionId = (typeof OPTION_IDS)[number];

export const OPTION_NAMES: Readonly<Record<OptionId, Localized<{ readonly name: string; readonly short: string }>>> = {
  infusion: {
    en: { name: 'Ketamine infusion', short: 'Infusion' },
    es: { name: 'Infusión de ketamina', short: 'Infusión' },
  },
  kap: {
    en: { name: 'Ketamine with psychotherapy (KAP)', short: 'KAP' },
    es: { name: 'Ketamina con psicoterapia (KAP)', short: 'KAP' },
  },
  esketamine: {
    en: { name: 'Esketamine nose spray', short: 'Esketamine' },
    es: { name: 'Esketamina en la nariz', short: 'Esketamina' },
  },
  neither: {
    en: { name: 'None of these: other care, or waiting', short: 'None of these' },
    es: { name: 'Nada de esto: otro cuidado, o esperar', short: 'Nada de esto' },
  },
};

export const POINT_IDS = [
  'done',
  'dose',
  'time',
  'company',
  'feel',
  'after',
  'benefit',
  'harm',
  'unknown',
  'approval',
  'cost',
  'day',
] as const;
export type PointId = (typeof POINT_IDS)[number];

export const POINT_TITLES: Readonly<Record<PointId, Localized>> = {
  done: { en: 'What is done', es: 'Qué se hace' },
  dose: { en: 'How much, and how it gets in', es: 'Cuánto, y cómo entra' },
  time: { en: 'How long it takes', es: 'Cuánto tiempo toma' },
  company: { en: 'Who is with you', es: 'Quién está con usted' },
  feel: { en: 'What it feels like', es: 'Qué se siente' },
  after: { en: 'Before it, and what comes after', es: 'Antes, y lo que viene después' },
  benefit: { en: 'What is known of the good', es: 'Qué se sabe de lo bueno' },
  harm: { en: 'What is known of the harm', es: 'Qué se sabe del daño' },
  unknown: { en: 'What is not known', es: 'Qué no se sabe' },
  approval: { en: 'Is it approved?', es: '¿Está aprobado?' },
  cost: { en: 'Cost', es: 'Costo' },
  day: { en: 'Time off, travel, and the way home', es: 'Tiempo libre, viaje y regreso a casa' },
};

export type OptionStatements = Readonly<Record<PointId, readonly [Statement, ...Statement[]]>>;
