/**
 * The SURE test: four questions, yes or no; any "no" tells that somebody is still torn (decisional conflict).
 * Free to use with this citation. The Spanish wording is the project's own and has not been validated.
 */
import type { Localized } from '../language.ts';
import type { SureId } from './ids.ts';

export const SURE = {
  citation:
    'SURE test © O’Connor and Légaré, 2008. Légaré F, Kearing S, Clay K, et al. Are you SURE? Can Fam Physician 2010;56:e308–14.',
  url: 'https://pubmed.ncbi.nlm.nih.gov/20705870/',
  /** Its own words could not be read in a stored copy; its title, letters and scoring were. */
  checked: 'background',
  items: [
    {
      id: 'sure',
      says: {
        en: 'Do you feel sure about the best choice for you?',
        es: '¿Siente seguridad sobre la mejor opción para usted?',
      },
    },
    {
      id: 'understand',
      says: {
        en: 'Do you know the benefits and risks of each option?',
        es: '¿Sabe los beneficios y los riesgos de cada opción?',
      },
    },
    {
      id: 'risk-benefit',
      says: {
        en: 'Are you clear about which benefits and risks matter most to you?',
        es: '¿Tiene claro qué beneficios y riesgos le importan más?',
      },
    },
    {
      id: 'encouragement',
      says: {
        en: 'Do you have enough support and advice to make a choice?',
        es: '¿Tiene apoyo y consejo suficientes para elegir?',
      },
    },
  ],
} as const satisfies {
  items: readonly { id: SureId; says: Localized }[];
  citation: string;
  url: string;
  checked: 'background';
};

/** What may help next, for each question that was denied. */
export const SURE_HELP: Readonly<Record<SureId, Localized>> = {
  sure: {
    en: 'You need not be sure today. Take the page with you and talk it over.',
    es: 'No hace falta que esté seguro hoy. Lleve la página y háblelo.',
  },
  understand: {
    en: 'Look again at the good and the harm, and mark what to ask about.',
    es: 'Mire otra vez lo bueno y el daño, y marque qué preguntar.',
  },
  'risk-benefit': {
    en: 'Go back to what matters to you, and move the first three to the top.',
    es: 'Vuelva a lo que le importa, y suba las tres primeras cosas.',
  },
  encouragement: {
    en: 'Think of somebody to ask, and bring them along if you like.',
    es: 'Piense a quién preguntar, y traiga a esa persona si quiere.',
  },
};
