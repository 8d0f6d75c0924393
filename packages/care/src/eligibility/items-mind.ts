/** Questions about the mind, about medicines and about what was before. Source: clinical.md §3. */
import { effect, noneOf, option, type ScreeningItem } from './item.ts';
import { CLINICAL, PROJECT, TRIALS } from './sources.ts';

const notFit = (because: string, ...more: (typeof CLINICAL)[]) =>
  effect([CLINICAL, ...more], { outcome: 'does_not_fit', because });
const askedOf = (by: string, because: string, ...more: (typeof CLINICAL)[]) =>
  effect([CLINICAL, ...more], { outcome: 'needs_clearance', by, because });
const ask = (because: string, ...more: (typeof CLINICAL)[]) => effect([CLINICAL, ...more], { outcome: 'ask', because });
const NO = option('no', 'No', 'No');

export const MIND_ITEMS: readonly ScreeningItem[] = [
  {
    linkId: 'psychosis',
    title: 'Psychosis',
    kind: 'one',
    question: {
      en: 'Have you ever heard or seen things that others did not, or lived with schizophrenia?',
      es: '¿Alguna vez ha oído o visto cosas que otros no, o vive con esquizofrenia?',
    },
    options: [
      NO,
      option(
        'past',
        'Yes, and it is over',
        'Sí, y ya pasó',
        ask('An earlier psychosis: ask when, and what brought it on.'),
      ),
      option(
        'now',
        'Yes, now or in the last weeks',
        'Sí, ahora o en las últimas semanas',
        notFit('Active psychosis.', TRIALS),
      ),
      option('schizophrenia', 'I live with schizophrenia', 'Vivo con esquizofrenia', notFit('Schizophrenia.')),
    ],
  },
  {
    linkId: 'mania',
    title: 'Mania, bipolar disorder',
    kind: 'one',
    question: {
      en: 'Have you had a time of far too much energy and hardly any sleep (mania), or bipolar disorder?',
      es: '¿Ha tenido una época con demasiada energía y casi sin dormir (manía), o trastorno bipolar?',
    },
    options: [
      NO,
      option(
        'past',
        'Yes, but not now',
        'Sí, pero ahora no',
        ask('Earlier mania or bipolar disorder: ask when, and what is taken against it.'),
      ),
      option('now', 'Yes, now', 'Sí, ahora', notFit('Current mania.', TRIALS)),
    ],
  },
  {
    linkId: 'confusion',
    title: 'Delirium, dementia',
    kind: 'one',
    question: {
      en: 'Do you have dementia, or have you been very confused in the last days?',
      es: '¿Tiene demencia, o ha estado con mucha confusión en los últimos días?',
    },
    options: [
      NO,
      option(
        'dementia',
        'Dementia',
        'Demencia',
        askedOf(
          'a neurologist or geriatrician',
          'Dementia: whether the person can agree to it, and bear it, is to be said.',
        ),
      ),
      option(
        'confused',
        'Very confused in the last days',
        'Mucha confusión en los últimos días',
        notFit('It may be delirium.'),
      ),
    ],
  },
  {
    linkId: 'substances',
    title: 'Alcohol and drugs',
    kind: 'several',
    question: {
      en: 'Is one of these a problem in your life, now or before?',
      es: '¿Algo de esto es un problema en su vida, ahora o antes?',
    },
    help: {
      en: 'We ask so that treatment is safe. Nobody is judged for it here.',
      es: 'Lo preguntamos para que el tratamiento sea seguro. Aquí nadie le juzga.',
    },
    options: [
      option(
        'ketamine_pcp',
        'Ketamine or PCP, now',
        'Ketamina o PCP, ahora',
        notFit('Active use disorder of ketamine or PCP, named above all others.'),
      ),
      option(
        'active',
        'Alcohol or another drug, now',
        'Alcohol u otra droga, ahora',
        askedOf('an addiction specialist', 'Active substance use disorder.'),
      ),
      option(
        'withdrawal',
        'I have just stopped, and feel ill from it',
        'Acabo de dejarlo y me siento mal por eso',
        askedOf('an addiction specialist', 'Trials exclude acute withdrawal.', TRIALS),
      ),
      option(
        'past',
        'Before, and not now',
        'Antes, y ahora no',
        ask(
          'An earlier substance use disorder: ask which, since when it is over, and what helps to keep it so.',
          PROJECT,
        ),
      ),
      noneOf(),
    ],
  },
  {
    linkId: 'reactions',
    title: 'Past reactions',
    kind: 'several',
    question: {
      en: 'Have you had a bad reaction to one of these?',
      es: '¿Ha tenido una mala reacción a algo de esto?',
    },
    options: [
      option(
        'allergy',
        'An allergy to ketamine or esketamine',
        'Alergia a la ketamina o la esketamina',
        notFit('Hypersensitivity to the medicine.'),
      ),
      option(
        'ketamine',
        'A very bad time on ketamine or esketamine',
        'Lo pasó muy mal con ketamina o esketamina',
        ask('A past reaction to ketamine or esketamine: ask what happened, at which dose, and what helped.'),
      ),
      option(
        'anesthesia',
        'A bad reaction to anesthesia',
        'Una mala reacción a la anestesia',
        ask('A past reaction to anesthesia: ask to what, and what happened.'),
      ),
      noneOf(),
    ],
  },
  {
    linkId: 'dissociation',
    title: 'Trauma, dissociative disorder',
    kapOnly: true,
    kind: 'several',
    question: { en: 'Is one of these true of you?', es: '¿Algo de esto es cierto en su caso?' },
    help: {
      en: 'You do not have to tell what happened. Your therapist will ask how to make it safe.',
      es: 'No tiene que contar qué pasó. Su terapeuta le preguntará cómo hacerlo seguro.',
    },
    options: [
      option(
        'trauma',
        'Something hard that I lived through still comes back to me',
        'Algo duro que viví todavía vuelve a mí',
        ask('Trauma: to be spoken of in preparation, before the first dose.'),
      ),
      option(
        'dissociative_disorder',
        'I was told that I have a dissociative disorder',
        'Me dijeron que tengo un trastorno disociativo',
        ask('Dissociative disorder: to be spoken of in preparation, before the first dose.'),
      ),
      noneOf(),
    ],
  },
  {
    linkId: 'medicines_told',
    title: 'All medicines told',
    kind: 'one',
    question: {
      en: 'Have you told us of every medicine you take, those you buy without a prescription too?',
      es: '¿Nos ha dicho todas las medicinas que toma, también las que compra sin receta?',
    },
    options: [
      option('all', 'Yes, all of them', 'Sí, todas'),
      option('takes_none', 'I take none', 'No tomo ninguna'),
      option('not_yet', 'Not yet', 'Todavía no', ask('The medicine list is not complete.', PROJECT)),
    ],
  },
  {
    linkId: 'other_illness',
    title: 'Anything else',
    kind: 'one',
    question: {
      en: 'Is there anything else about your health that we should know?',
      es: '¿Hay algo más de su salud que debamos saber?',
    },
    options: [NO, option('yes', 'Yes', 'Sí', ask('Something else was told: read it.', PROJECT))],
  },
  {
    linkId: 'other_illness_words',
    title: 'Anything else, in words',
    kind: 'text',
    question: { en: 'What is it?', es: '¿Qué es?' },
    when: { linkId: 'other_illness', code: 'yes' },
  },
];
