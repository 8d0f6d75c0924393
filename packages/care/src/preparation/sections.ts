/**
 * What is talked about before the medicine, as data: each section with its questions in plain words, who may answer, and
 * how long an answer may be. The patient begins at home, the therapist goes on; nobody is asked what their protocol does
 * not need. Source: issue 5 (preparation), design: words (focus, intention, setting); the wording is the project's own, for
 * a medical director to confirm.
 */
import type { Protocol } from '../protocol/schema.ts';

export type Filler = 'patient' | 'practitioner';

export interface PreparationField {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
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

const BOTH: readonly Filler[] = ['patient', 'practitioner'];
const CLINIC: readonly Filler[] = ['practitioner'];
/** About a page; more is a document of its own. */
const PAGE = 3000;
/** What the room shows whole, and what a dosing session takes as focus and intention. */
const PARAGRAPH = 1000;

const text = (id: string, label: string, more: Partial<PreparationField> = {}): PreparationField => ({
  id,
  label,
  kind: 'text',
  most: PAGE,
  isNeeded: false,
  ...more,
});
const choice = (
  id: string,
  label: string,
  options: NonNullable<PreparationField['options']>,
  more: Partial<PreparationField> = {},
): PreparationField => ({ id, label, kind: 'choice', options, most: 40, isNeeded: true, ...more });

const ALWAYS: readonly PreparationSection[] = [
  {
    id: 'history',
    title: 'States like this before',
    help: 'A dream-like or far-away state can come from many things: a medicine, meditation, breathing, a fever, an accident. Whatever you have met before helps us to sit with you well. If there was none, that is as good.',
    mayFill: BOTH,
    fields: [
      choice('before', 'Have you been in such a state before?', [
        { value: 'yes', says: 'Yes' },
        { value: 'no', says: 'No' },
        { value: 'unsure', says: 'I am not sure' },
      ]),
      text('how', 'What was it, and how was it?', { help: 'What was good, what was hard, what helped you back.' }),
    ],
  },
  {
    id: 'hopes',
    title: 'What you hope for',
    help: 'Large or small, certain or not. A hope is no promise: nobody can say what will come.',
    mayFill: BOTH,
    fields: [text('hopes', 'I hope that …', { isNeeded: true })],
  },
  {
    id: 'fears',
    title: 'What you are afraid of',
    help: 'Nearly everybody is afraid of something here. What has been said aloud beforehand is easier to meet.',
    mayFill: BOTH,
    fields: [text('fears', 'I am afraid that …', { isNeeded: true })],
  },
  {
    id: 'focus',
    title: 'Your focus',
    help: 'The one thing that this course is about: something that weighs on you, or something that you want to come nearer to. A few words are enough. It may change, and your therapist will talk it over with you.',
    mayFill: BOTH,
    fields: [text('focus', 'My focus is …', { most: PARAGRAPH, isNeeded: true })],
  },
  {
    id: 'intention',
    title: 'Your intention',
    help: 'How you want to go in, in your own words. It is no goal to be reached. It will be read to you on the day, as you wrote it.',
    mayFill: BOTH,
    fields: [text('intention', 'In my words', { most: PARAGRAPH, isNeeded: true })],
  },
  {
    id: 'when_hard',
    title: 'When it gets hard',
    help: 'Hard moments come and pass. You know best what does you good then, and what makes it worse.',
    mayFill: BOTH,
    fields: [
      text('helps', 'What helps me', {
        most: PARAGRAPH,
        isNeeded: true,
        help: 'A word, my name, the breath, silence, a blanket, somebody near.',
      }),
      text('hinders', 'What does not help me', { most: PARAGRAPH }),
    ],
  },
];

const TOUCH: PreparationSection = {
  id: 'touch',
  title: 'Touch',
  help: 'Nobody touches you without your yes. What you say here is asked again on the day, holds for that day alone, and you can take it back at any moment with your word or your sign. Everybody in the room will know them. No is a good answer.',
  mayFill: BOTH,
  fields: [
    choice('answer', 'May somebody touch you, if it helps?', [
      { value: 'yes', says: 'Yes, as I say here' },
      { value: 'no', says: 'No' },
      { value: 'unsure', says: 'I will say on the day' },
    ]),
    // Together these two fill the one line that is agreed on the day.
    text('welcome', 'What is welcome, and where', {
      kind: 'line',
      most: 130,
      help: 'Such as: my hand held, a hand on my shoulder.',
    }),
    text('unwelcome', 'What is not', { kind: 'line', most: 130 }),
    text('stop', 'My word and my sign for stop', {
      kind: 'line',
      most: 200,
      isNeeded: true,
      help: 'One word that you would not say otherwise, and one sign for when words are far away, such as an open palm.',
    }),
  ],
};

const AFTER_TOUCH: readonly PreparationSection[] = [
  {
    id: 'people',
    title: 'Who will be there',
    help: 'You will know everybody who comes into the room before the day. Nobody else comes in without being named to you.',
    mayFill: BOTH,
    fields: [
      text('there', 'Who will be with me', { most: PARAGRAPH, isNeeded: true }),
      text('not_there', 'Whom I do not want there', { most: PARAGRAPH }),
    ],
  },
];

const HOME: readonly PreparationSection[] = [
  {
    id: 'home',
    title: 'Getting home, and the evening',
    help: 'You must not drive until the next day, after a night’s sleep. Plan a quiet evening with somebody you trust, and nothing that needs deciding.',
    mayFill: BOTH,
    fields: [
      text('escort', 'Who takes me home, and how', { most: PARAGRAPH, isNeeded: true }),
      text('evening', 'My evening: with whom, and what I will do and leave be', { most: PARAGRAPH, isNeeded: true }),
    ],
  },
  {
    id: 'safety',
    title: 'Your safety plan',
    help: 'For the hours and days in which things may feel too much. Write it while you feel steady, so that it is there when you do not. In danger now, do not write: call for help.',
    mayFill: BOTH,
    fields: [
      text('signs', 'How I notice that it is getting too much', { most: PARAGRAPH }),
      text('myself', 'What I can do by myself', { most: PARAGRAPH }),
      text('call', 'Whom I call, with their number', { most: PARAGRAPH, isNeeded: true }),
      text('clinic', 'Whom you reach here, by day and by night', { most: PARAGRAPH, isNeeded: true, by: CLINIC }),
    ],
  },
  {
    id: 'explained',
    title: 'What we have explained',
    help: 'Filled in by the clinic: what was told about the medicine, the state and its course, and what was asked. The patient can read it here.',
    mayFill: CLINIC,
    fields: [text('explained', 'Explained, and asked about', { isNeeded: true, by: CLINIC })],
  },
];

/** The field in which a wish about an element of the setting is written. */
export const wishFieldOf = (elementId: string): string => `room_${elementId}`;

function wishesOf({ setting }: Protocol): readonly PreparationSection[] {
  const open = setting.filter((element) => element.wish);
  if (open.length === 0) return [];
  return [
    {
      id: 'wishes',
      title: 'Music, ceremony and the room',
      help: 'We make the room ready as it is written under each line. Say what you would like otherwise; leave empty what is good as it is.',
      mayFill: BOTH,
      fields: [
        choice('usual', 'Is the room good for you as we make it?', [
          { value: 'as_usual', says: 'Yes, as it is' },
          { value: 'wishes', says: 'I have wishes' },
        ]),
        ...open.map((element) =>
          text(wishFieldOf(element.id), element.name, { most: PARAGRAPH, help: `As we make it: ${element.detail}` }),
        ),
        text('avoid', 'Music, sounds or smells that I do not want', { most: PARAGRAPH }),
      ],
    },
  ];
}

/** Whether a way of treating has preparation at all. */
export const hasPreparation = ({ visits }: Pick<Protocol, 'visits'>): boolean => visits.preparation.length > 0;

/** The sections that a protocol asks for, in the order in which they are gone through; none where nothing is prepared. */
export function preparationSections(protocol: Protocol): readonly PreparationSection[] {
  if (!hasPreparation(protocol)) return [];
  const asksTouch = protocol.gates.some(({ gate }) => gate === 'touch_consent');
  return [...ALWAYS, ...(asksTouch ? [TOUCH] : []), ...AFTER_TOUCH, ...wishesOf(protocol), ...HOME];
}

/** Whether somebody of a kind may answer a field. */
export const mayFillField = (section: PreparationSection, field: PreparationField, filler: Filler): boolean =>
  (field.by ?? section.mayFill).includes(filler);
