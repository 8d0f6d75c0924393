/** The intake form: what a clinic asks of somebody before the first visit. In own words wherever that says more. */
import { choice, formItem, unit, when, within } from '../questionnaires/build.ts';
import { MEDICINES, type Questionnaire, type QuestionnaireItem, translated } from '../questionnaires/questionnaire.ts';

export const INTAKE_ID = 'intake';
const CODES = 'urn:holdspace:code-system:intake';
const option = (code: string, en: string, es: string) => choice(CODES, code, { en, es });
const YES_NO_UNSURE = [
  option('yes', 'Yes', 'Sí'),
  option('no', 'No', 'No'),
  option('unsure', 'I am not sure', 'No sé'),
];

const ABOUT: QuestionnaireItem = formItem(
  'group',
  'about',
  { en: 'About you', es: 'Sobre usted' },
  {
    item: [
      formItem(
        'string',
        'called',
        { en: 'What would you like us to call you?', es: '¿Cómo le gustaría que le llamemos?' },
        { maxLength: 80 },
      ),
      formItem(
        'string',
        'pronouns',
        { en: 'Your pronouns, if you like', es: 'Sus pronombres, si quiere' },
        { maxLength: 40 },
      ),
      formItem(
        'quantity',
        'height',
        { en: 'How tall are you?', es: '¿Cuánto mide?' },
        {
          extension: [unit('[in_i]', 'inches'), unit('cm', 'cm'), ...within(90, 250, 'cm')],
        },
      ),
      formItem(
        'quantity',
        'weight',
        { en: 'How much do you weigh?', es: '¿Cuánto pesa?' },
        {
          help: {
            en: 'About right is good enough. We weigh you again on the day.',
            es: 'Más o menos está bien. Ese día le pesaremos de nuevo.',
          },
          extension: [unit('[lb_av]', 'pounds'), unit('kg', 'kg'), ...within(25, 350, 'kg')],
        },
      ),
    ],
  },
);

const CONTACT: QuestionnaireItem = formItem(
  'group',
  'contact',
  { en: 'Who is with you', es: 'Quién está con usted' },
  {
    item: [
      formItem(
        'string',
        'contact-name',
        { en: 'Whom may we call in an emergency?', es: '¿A quién podemos llamar en una emergencia?' },
        { maxLength: 200, required: true },
      ),
      formItem(
        'string',
        'contact-phone',
        { en: 'Their telephone number', es: 'Su número de teléfono' },
        { maxLength: 60, required: true },
      ),
      formItem(
        'string',
        'contact-relation',
        { en: 'Who are they to you?', es: '¿Qué relación tiene con usted?' },
        { maxLength: 100 },
      ),
      formItem(
        'choice',
        'escort',
        {
          en: 'Is there an adult who can take you home after a visit?',
          es: '¿Hay una persona adulta que pueda llevarle a casa después de una visita?',
        },
        {
          required: true,
          help: {
            en: 'You must not drive until the next day, after a good night of sleep.',
            es: 'No debe conducir hasta el día siguiente, después de dormir bien una noche.',
          },
          answerOption: YES_NO_UNSURE,
        },
      ),
      formItem(
        'string',
        'escort-who',
        { en: 'Their name and telephone number', es: 'Su nombre y número de teléfono' },
        { maxLength: 200, enableWhen: [when('escort', 'yes')] },
      ),
      formItem(
        'display',
        'escort-none',
        {
          en: 'We will look for a way together. Please tell us when we speak.',
          es: 'Buscaremos una manera juntos. Díganoslo cuando hablemos.',
        },
        { enableWhen: [when('escort', 'no'), when('escort', 'unsure')], enableBehavior: 'any' },
      ),
    ],
  },
);

const HISTORY: QuestionnaireItem = formItem(
  'group',
  'history',
  { en: 'Your story', es: 'Su historia' },
  {
    item: [
      formItem(
        'text',
        'brings',
        { en: 'What brings you here?', es: '¿Qué le trae aquí?' },
        {
          required: true,
          help: { en: 'In your own words, as much as you like.', es: 'En sus palabras, tanto como quiera.' },
        },
      ),
      formItem('text', 'tried', {
        en: 'What have you tried so far, and what helped?',
        es: '¿Qué ha probado hasta ahora y qué le ayudó?',
      }),
      formItem('text', 'health', {
        en: 'Illnesses, operations and hospital stays that we should know of',
        es: 'Enfermedades, operaciones y estancias en el hospital que debamos conocer',
      }),
      formItem(
        'choice',
        'therapist',
        { en: 'Are you in therapy with someone now?', es: '¿Está en terapia con alguien ahora?' },
        { answerOption: [option('yes', 'Yes', 'Sí'), option('no', 'No', 'No')] },
      ),
      formItem(
        'string',
        'therapist-who',
        {
          en: 'With whom? We write to nobody unless you agree.',
          es: '¿Con quién? No escribimos a nadie sin su permiso.',
        },
        { maxLength: 200, enableWhen: [when('therapist', 'yes')] },
      ),
      formItem(
        'attachment',
        'letters',
        { en: 'Letters or results that you want to show us', es: 'Cartas o resultados que nos quiera mostrar' },
        { repeats: true, mostAnswers: 10 },
      ),
    ],
  },
);

const MEDICINE: QuestionnaireItem = formItem(
  'group',
  'medicine',
  { en: 'Medicines', es: 'Medicinas' },
  {
    item: [
      formItem(
        'choice',
        'takes',
        { en: 'Do you take any medicines now?', es: '¿Toma alguna medicina ahora?' },
        {
          required: true,
          help: {
            en: 'Also what you buy without a prescription, and herbs.',
            es: 'También lo que compra sin receta, y las hierbas.',
          },
          answerOption: YES_NO_UNSURE,
        },
      ),
      formItem(
        'open-choice',
        'medicines',
        { en: 'Which ones?', es: '¿Cuáles?' },
        {
          help: {
            en: 'Type a name and choose it. If it is not in the list, write it as it is on the box.',
            es: 'Escriba un nombre y elíjalo. Si no está en la lista, escríbalo como está en la caja.',
          },
          repeats: true,
          mostAnswers: 40,
          answerValueSet: MEDICINES,
          enableWhen: [when('takes', 'yes'), when('takes', 'unsure')],
          enableBehavior: 'any',
        },
      ),
      formItem(
        'text',
        'doses',
        { en: 'How much of each, and when?', es: '¿Cuánto de cada una y cuándo?' },
        { maxLength: 4000, enableWhen: [{ question: 'medicines', operator: 'exists', answerBoolean: true }] },
      ),
    ],
  },
);

const ALLERGY: QuestionnaireItem = formItem(
  'group',
  'allergy',
  { en: 'Allergies', es: 'Alergias' },
  {
    item: [
      formItem(
        'choice',
        'allergies',
        { en: 'Are you allergic to anything?', es: '¿Tiene alergia a algo?' },
        { required: true, answerOption: YES_NO_UNSURE },
      ),
      formItem(
        'text',
        'allergic-to',
        { en: 'To what, and what happened?', es: '¿A qué, y qué pasó?' },
        { maxLength: 4000, enableWhen: [when('allergies', 'yes'), when('allergies', 'unsure')], enableBehavior: 'any' },
      ),
    ],
  },
);

const KETAMINE: QuestionnaireItem = formItem(
  'group',
  'ketamine',
  { en: 'Ketamine before', es: 'Ketamina antes' },
  {
    item: [
      formItem(
        'choice',
        'had-ketamine',
        { en: 'Have you ever had ketamine?', es: '¿Ha recibido o usado ketamina alguna vez?' },
        {
          required: true,
          help: {
            en: 'At a clinic, in a hospital, or on your own. We ask only to keep you safe.',
            es: 'En una clínica, en un hospital o por su cuenta. Solo lo preguntamos por su seguridad.',
          },
          answerOption: YES_NO_UNSURE,
        },
      ),
      formItem(
        'text',
        'ketamine-how',
        { en: 'When and how, and how was it?', es: '¿Cuándo y cómo, y qué tal fue?' },
        { enableWhen: [when('had-ketamine', 'yes'), when('had-ketamine', 'unsure')], enableBehavior: 'any' },
      ),
      formItem(
        'choice',
        'bad-reaction',
        {
          en: 'Did you ever react badly to ketamine or to anesthesia?',
          es: '¿Reaccionó mal alguna vez a la ketamina o a la anestesia?',
        },
        { answerOption: YES_NO_UNSURE },
      ),
      formItem(
        'text',
        'bad-reaction-what',
        { en: 'What happened?', es: '¿Qué pasó?' },
        { enableWhen: [when('bad-reaction', 'yes'), when('bad-reaction', 'unsure')], enableBehavior: 'any' },
      ),
    ],
  },
);

const HOPES: QuestionnaireItem = formItem(
  'group',
  'hopes',
  { en: 'What you hope for', es: 'Lo que espera' },
  {
    item: [
      formItem('text', 'hope', {
        en: 'What would you like to be different?',
        es: '¿Qué le gustaría que fuera distinto?',
      }),
      formItem('text', 'worry', { en: 'What worries you about it?', es: '¿Qué le preocupa de esto?' }),
      formItem('text', 'else', {
        en: 'Is there anything else that we should know?',
        es: '¿Hay algo más que debamos saber?',
      }),
    ],
  },
);

const TITLE = { en: 'Before your first visit', es: 'Antes de su primera visita' };
const DESCRIPTION = {
  en: 'About 15 minutes. You can stop at any time and go on later, on any device. Leave out what you do not want to answer: only a few questions must be answered.',
  es: 'Unos 15 minutos. Puede parar cuando quiera y seguir después, en cualquier aparato. Deje en blanco lo que no quiera responder: solo unas pocas preguntas son necesarias.',
};

export const INTAKE: Questionnaire = {
  resourceType: 'Questionnaire',
  id: INTAKE_ID,
  url: 'urn:holdspace:questionnaire:intake',
  version: '1.0.0',
  title: TITLE.en,
  _title: translated(TITLE),
  status: 'active',
  description: DESCRIPTION.en,
  _description: translated(DESCRIPTION),
  item: [ABOUT, CONTACT, HISTORY, MEDICINE, ALLERGY, KETAMINE, HOPES],
};
