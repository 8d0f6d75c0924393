/**
 * What is talked about before the medicine, as data: each section with its questions in plain words, who may answer, and
 * how long an answer may be. The patient begins at home, the therapist goes on; nobody is asked what their protocol does
 * not need. Source: issue 5 (preparation), design: words (focus, intention, setting); the wording is the project's own, for
 * a medical director to confirm.
 */
import type { Language, Localized } from '../language.ts';
import type { Protocol } from '../protocol/schema.ts';

export type Filler = 'patient' | 'practitioner';

export interface PreparationField {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  /** How the protocol makes it. Then this and the label are the protocol's own words, in the language in which it was written. */
  readonly asMade?: string;
  /** `line` is a short answer, `text` several lines, `choice` one of the options. */
  readonly kind: 'line' | 'text' | 'choice';
  readonly options?: readonly { readonly value: string; readonly says: string }[];
  /** The most characters. */
  readonly most: number;
  /** Without it the section is not done. */
  readonly isNeeded: boolean;
  /** Where only some may answer it. */
  readonly by?: readonly Filler[];
}

export const PREPARATION_SECTION_IDS = [
  'history',
  'hopes',
  'fears',
  'focus',
  'intention',
  'when_hard',
  'touch',
  'people',
  'wishes',
  'home',
  'safety',
  'explained',
] as const;
export type PreparationSectionId = (typeof PREPARATION_SECTION_IDS)[number];

export interface PreparationSection {
  readonly id: PreparationSectionId;
  readonly title: string;
  readonly help: string;
  readonly mayFill: readonly Filler[];
  readonly fields: readonly PreparationField[];
}

/** The same in each language. */
interface WordedField extends Omit<PreparationField, 'label' | 'help' | 'options'> {
  readonly label: Localized;
  readonly help?: Localized;
  readonly options?: readonly { readonly value: string; readonly says: Localized }[];
}
interface WordedSection extends Omit<PreparationSection, 'title' | 'help' | 'fields'> {
  readonly title: Localized;
  readonly help: Localized;
  readonly fields: readonly WordedField[];
}

const BOTH: readonly Filler[] = ['patient', 'practitioner'];
const CLINIC: readonly Filler[] = ['practitioner'];
/** About a page; more is a document of its own. */
const PAGE = 3000;
/** What the room shows whole, and what a dosing session takes as focus and intention. */
const PARAGRAPH = 1000;

const text = (id: string, label: Localized, more: Partial<WordedField> = {}): WordedField => ({
  id,
  label,
  kind: 'text',
  most: PAGE,
  isNeeded: false,
  ...more,
});
/** Each value with what it says, in the order in which they are offered. */
const choice = (id: string, label: Localized, offered: Readonly<Record<string, Localized>>): WordedField => ({
  id,
  label,
  kind: 'choice',
  options: Object.entries(offered).map(([value, says]) => ({ value, says })),
  most: 40,
  isNeeded: true,
});

const ALWAYS: readonly WordedSection[] = [
  {
    id: 'history',
    title: { en: 'States like this before', es: 'Estados así antes' },
    help: {
      en: 'A dream-like or far-away state can come from many things: a medicine, meditation, breathing, a fever, an accident. Whatever you have met before helps us to sit with you well. If there was none, that is as good.',
      es: 'Un estado como de sueño, o muy lejano, puede venir de muchas cosas: un medicamento, la meditación, la respiración, una fiebre, un accidente. Lo que usted ya conoce nos ayuda a acompañarle bien. Si no hubo nada, también está bien.',
    },
    mayFill: BOTH,
    fields: [
      choice(
        'before',
        { en: 'Have you been in such a state before?', es: '¿Ha estado antes en un estado así?' },
        {
          yes: { en: 'Yes', es: 'Sí' },
          no: { en: 'No', es: 'No' },
          unsure: { en: 'I am not sure', es: 'No lo sé bien' },
        },
      ),
      text(
        'how',
        { en: 'What was it, and how was it?', es: '¿Qué fue y cómo fue?' },
        {
          help: {
            en: 'What was good, what was hard, what helped you back.',
            es: 'Qué fue bueno, qué fue difícil, qué le ayudó a volver.',
          },
        },
      ),
    ],
  },
  {
    id: 'hopes',
    title: { en: 'What you hope for', es: 'Lo que espera' },
    help: {
      en: 'Large or small, certain or not. A hope is no promise: nobody can say what will come.',
      es: 'Grande o pequeño, seguro o no. Una esperanza no es una promesa: nadie puede decir qué vendrá.',
    },
    mayFill: BOTH,
    fields: [text('hopes', { en: 'I hope that …', es: 'Espero que …' }, { isNeeded: true })],
  },
  {
    id: 'fears',
    title: { en: 'What you are afraid of', es: 'Lo que le da miedo' },
    help: {
      en: 'Nearly everybody is afraid of something here. What has been said aloud beforehand is easier to meet.',
      es: 'Casi todo el mundo tiene miedo de algo aquí. Lo que se dijo antes en voz alta es más fácil de encontrar.',
    },
    mayFill: BOTH,
    fields: [text('fears', { en: 'I am afraid that …', es: 'Me da miedo que …' }, { isNeeded: true })],
  },
  {
    id: 'focus',
    title: { en: 'Your focus', es: 'Su tema' },
    help: {
      en: 'The one thing that this course is about: something that weighs on you, or something that you want to come nearer to. A few words are enough. It may change, and your therapist will talk it over with you.',
      es: 'La única cosa de la que trata este tratamiento: algo que le pesa, o algo a lo que quiere acercarse. Bastan pocas palabras. Puede cambiar, y su terapeuta lo hablará con usted.',
    },
    mayFill: BOTH,
    fields: [text('focus', { en: 'My focus is …', es: 'Mi tema es …' }, { most: PARAGRAPH, isNeeded: true })],
  },
  {
    id: 'intention',
    title: { en: 'Your intention', es: 'Su intención' },
    help: {
      en: 'How you want to go in, in your own words. It is no goal to be reached. It will be read to you on the day, as you wrote it.',
      es: 'Cómo quiere entrar, con sus propias palabras. No es una meta que haya que alcanzar. Ese día se la leerán tal como la escribió.',
    },
    mayFill: BOTH,
    fields: [text('intention', { en: 'In my words', es: 'Con mis palabras' }, { most: PARAGRAPH, isNeeded: true })],
  },
  {
    id: 'when_hard',
    title: { en: 'When it gets hard', es: 'Cuando se pone difícil' },
    help: {
      en: 'Hard moments come and pass. You know best what does you good then, and what makes it worse.',
      es: 'Los momentos difíciles vienen y pasan. Usted sabe mejor que nadie qué le hace bien entonces, y qué lo empeora.',
    },
    mayFill: BOTH,
    fields: [
      text(
        'helps',
        { en: 'What helps me', es: 'Lo que me ayuda' },
        {
          most: PARAGRAPH,
          isNeeded: true,
          help: {
            en: 'A word, my name, the breath, silence, a blanket, somebody near.',
            es: 'Una palabra, mi nombre, la respiración, el silencio, una cobija, alguien cerca.',
          },
        },
      ),
      text('hinders', { en: 'What does not help me', es: 'Lo que no me ayuda' }, { most: PARAGRAPH }),
    ],
  },
];

const TOUCH: WordedSection = {
  id: 'touch',
  title: { en: 'Touch', es: 'El contacto físico' },
  help: {
    en: 'Nobody touches you without your yes. What you say here is asked again on the day, holds for that day alone, and you can take it back at any moment with your word or your sign. Everybody in the room will know them. No is a good answer.',
    es: 'Nadie le toca sin su sí. Lo que diga aquí se le pregunta otra vez ese día, vale solo para ese día, y puede retirarlo en cualquier momento con su palabra o su seña. Todos en la sala las conocerán. «No» es una buena respuesta.',
  },
  mayFill: BOTH,
  fields: [
    choice(
      'answer',
      { en: 'May somebody touch you, if it helps?', es: '¿Puede alguien tocarle, si ayuda?' },
      {
        yes: { en: 'Yes, as I say here', es: 'Sí, como digo aquí' },
        no: { en: 'No', es: 'No' },
        unsure: { en: 'I will say on the day', es: 'Lo diré ese día' },
      },
    ),
    // Together these two fill the one line that is agreed on the day.
    text(
      'welcome',
      { en: 'What is welcome, and where', es: 'Qué sí, y dónde' },
      {
        kind: 'line',
        most: 130,
        help: {
          en: 'Such as: my hand held, a hand on my shoulder.',
          es: 'Por ejemplo: que me tomen la mano, una mano en el hombro.',
        },
      },
    ),
    text('unwelcome', { en: 'What is not', es: 'Qué no' }, { kind: 'line', most: 130 }),
    text(
      'stop',
      { en: 'My word and my sign for stop', es: 'Mi palabra y mi seña para decir alto' },
      {
        kind: 'line',
        most: 200,
        isNeeded: true,
        help: {
          en: 'One word that you would not say otherwise, and one sign for when words are far away, such as an open palm.',
          es: 'Una palabra que no diría de otro modo, y una seña para cuando las palabras están lejos, como la palma abierta.',
        },
      },
    ),
  ],
};

const AFTER_TOUCH: readonly WordedSection[] = [
  {
    id: 'people',
    title: { en: 'Who will be there', es: 'Quién estará ahí' },
    help: {
      en: 'You will know everybody who comes into the room before the day. Nobody else comes in without being named to you.',
      es: 'Antes de ese día conocerá a todas las personas que entran en la sala. Nadie más entra sin que se le diga quién es.',
    },
    mayFill: BOTH,
    fields: [
      text('there', { en: 'Who will be with me', es: 'Quién estará conmigo' }, { most: PARAGRAPH, isNeeded: true }),
      text('not_there', { en: 'Whom I do not want there', es: 'A quién no quiero ahí' }, { most: PARAGRAPH }),
    ],
  },
];

const HOME: readonly WordedSection[] = [
  {
    id: 'home',
    title: { en: 'Getting home, and the evening', es: 'La vuelta a casa y la noche' },
    help: {
      en: 'You must not drive until the next day, after a night’s sleep. Plan a quiet evening with somebody you trust, and nothing that needs deciding.',
      es: 'No debe manejar hasta el día siguiente, después de dormir una noche. Planee una noche tranquila con alguien de confianza, y nada que haya que decidir.',
    },
    mayFill: BOTH,
    fields: [
      text(
        'escort',
        { en: 'Who takes me home, and how', es: 'Quién me lleva a casa, y cómo' },
        { most: PARAGRAPH, isNeeded: true },
      ),
      text(
        'evening',
        {
          en: 'My evening: with whom, and what I will do and leave be',
          es: 'Mi noche: con quién, qué haré y qué no haré',
        },
        { most: PARAGRAPH, isNeeded: true },
      ),
    ],
  },
  {
    id: 'safety',
    title: { en: 'Your safety plan', es: 'Su plan de seguridad' },
    help: {
      en: 'For the hours and days in which things may feel too much. Write it while you feel steady, so that it is there when you do not. In danger now, do not write: call for help.',
      es: 'Para las horas y los días en que las cosas pueden ser demasiado. Escríbalo mientras se siente bien, para que esté ahí cuando no. Si está en peligro ahora, no escriba: pida ayuda.',
    },
    mayFill: BOTH,
    fields: [
      text(
        'signs',
        { en: 'How I notice that it is getting too much', es: 'Cómo noto que se vuelve demasiado' },
        { most: PARAGRAPH },
      ),
      text('myself', { en: 'What I can do by myself', es: 'Lo que puedo hacer por mi cuenta' }, { most: PARAGRAPH }),
      text(
        'call',
        { en: 'Whom I call, with their number', es: 'A quién llamo, con su número' },
        { most: PARAGRAPH, isNeeded: true },
      ),
      text(
        'clinic',
        { en: 'Whom you reach here, by day and by night', es: 'Con quién puede hablar aquí, de día y de noche' },
        { most: PARAGRAPH, isNeeded: true, by: CLINIC },
      ),
    ],
  },
  {
    id: 'explained',
    title: { en: 'What we have explained', es: 'Lo que hemos explicado' },
    help: {
      en: 'Filled in by the clinic: what was told about the medicine, the state and its course, and what was asked. The patient can read it here.',
      es: 'Lo llena la clínica: lo que se contó del medicamento, del estado y de cómo transcurre, y lo que se preguntó. El paciente puede leerlo aquí.',
    },
    mayFill: CLINIC,
    fields: [
      text(
        'explained',
        { en: 'Explained, and asked about', es: 'Explicado y preguntado' },
        { isNeeded: true, by: CLINIC },
      ),
    ],
  },
];

/** The field in which a wish about an element of the setting is written. */
export const wishFieldOf = (elementId: string): string => `room_${elementId}`;

const WISHES: WordedSection = {
  id: 'wishes',
  title: { en: 'Music, ceremony and the room', es: 'La música, la ceremonia y la sala' },
  help: {
    en: 'We make the room ready as it is written under each line. Say what you would like otherwise; leave empty what is good as it is.',
    es: 'Preparamos la sala como está escrito en cada línea. Diga qué quisiera de otra manera; deje en blanco lo que está bien así.',
  },
  mayFill: BOTH,
  fields: [
    choice(
      'usual',
      { en: 'Is the room good for you as we make it?', es: '¿Le gusta la sala como la preparamos?' },
      {
        as_usual: { en: 'Yes, as it is', es: 'Sí, así está bien' },
        wishes: { en: 'I have wishes', es: 'Tengo deseos' },
      },
    ),
    text(
      'avoid',
      { en: 'Music, sounds or smells that I do not want', es: 'Música, sonidos u olores que no quiero' },
      { most: PARAGRAPH },
    ),
  ],
};
const AS_MADE: Localized = { en: 'As we make it', es: 'Como lo preparamos' };

/** What a protocol leaves open to wishes stands between whether there are any, and what is to be kept away. */
function wishesOf({ setting }: Protocol): readonly WordedSection[] {
  const open = setting.filter((element) => element.wish);
  if (open.length === 0) return [];
  const wishes = open.map(({ id, name, detail }) =>
    text(
      wishFieldOf(id),
      { en: name, es: name },
      {
        most: PARAGRAPH,
        help: { en: `${AS_MADE.en}: ${detail}`, es: `${AS_MADE.es}: ${detail}` },
        asMade: detail,
      },
    ),
  );
  const [usual, ...others] = WISHES.fields;
  return usual ? [{ ...WISHES, fields: [usual, ...wishes, ...others] }] : [];
}

/** Whether a way of treating has preparation at all. */
export const hasPreparation = ({ visits }: Pick<Protocol, 'visits'>): boolean => visits.preparation.length > 0;

/** The sections that a protocol asks for, in the order in which they are gone through; none where nothing is prepared. */
export function preparationSections(protocol: Protocol): readonly PreparationSection[] {
  if (!hasPreparation(protocol)) return [];
  const asksTouch = protocol.gates.some(({ gate }) => gate === 'touch_consent');
  const worded = [...ALWAYS, ...(asksTouch ? [TOUCH] : []), ...AFTER_TOUCH, ...wishesOf(protocol), ...HOME];
  return worded.map((section) => saidIn(section, 'en'));
}

function saidIn({ title, help, fields, ...section }: WordedSection, language: Language): PreparationSection {
  return {
    ...section,
    title: title[language],
    help: help[language],
    fields: fields.map((field) => fieldIn(field, language)),
  };
}
function fieldIn({ label, help, options, ...field }: WordedField, language: Language): PreparationField {
  return {
    ...field,
    label: label[language],
    ...(help && { help: help[language] }),
    ...(options && { options: options.map(({ value, says }) => ({ value, says: says[language] })) }),
  };
}

const ALL: ReadonlyMap<string, WordedSection> = new Map(
  [...ALWAYS, TOUCH, ...AFTER_TOUCH, WISHES, ...HOME].map((section) => [section.id, section]),
);
/** A section as it came from the server, in the words of another language; what a protocol says itself stays as it is. */
export function sectionIn<Section extends PreparationSection>(section: Section, language: Language): Section {
  const worded = ALL.get(section.id);
  if (!worded) return section;
  const fields = new Map(worded.fields.map((field) => [field.id, field]));
  return {
    ...section,
    title: worded.title[language],
    help: worded.help[language],
    fields: section.fields.map((field) => {
      const known = fields.get(field.id);
      return known ? fieldIn(known, language) : field;
    }),
  };
}

/** Whether somebody of a kind may answer a field. */
export const mayFillField = (section: PreparationSection, field: PreparationField, filler: Filler): boolean =>
  (field.by ?? section.mayFill).includes(filler);
