/** Questions about the body. Source: clinical.md §3. */
import { effect, noneOf, option, type ScreeningItem } from './item.ts';
import { CLINICAL, ESKETAMINE_LABEL, TRIALS } from './sources.ts';

const VESSEL = 'Ketamine raises the blood pressure, and a weak vessel may not bear it.';
const onTheLabel = (what: string) =>
  effect([CLINICAL, ESKETAMINE_LABEL], {
    outcome: 'does_not_fit',
    substance: 'esketamine',
    because: `${what} is a contraindication on the esketamine label.`,
  });
const askedOf = (by: string, because: string, ...more: (typeof CLINICAL)[]) =>
  effect([CLINICAL, ...more], { outcome: 'needs_clearance', by, because });
const ask = (because: string, ...more: (typeof CLINICAL)[]) => effect([CLINICAL, ...more], { outcome: 'ask', because });

const NEUROLOGIST = 'a neurologist';
const CARDIOLOGIST = 'a cardiologist';
const NO = option('no', 'No', 'No');

export const BODY_ITEMS: readonly ScreeningItem[] = [
  {
    linkId: 'vessels',
    title: 'Aneurysm, malformation or bleeding in the brain',
    kind: 'several',
    question: {
      en: 'Has a doctor ever told you that you have one of these?',
      es: '¿Alguna vez le ha dicho un médico que tiene algo de esto?',
    },
    options: [
      option(
        'aneurysm',
        'A bulge in a blood vessel (an aneurysm)',
        'Un bulto en una arteria (un aneurisma)',
        onTheLabel('Aneurysmal vascular disease'),
        askedOf('a cardiologist or vascular specialist', `Aneurysmal vascular disease. ${VESSEL}`),
      ),
      option(
        'malformation',
        'A tangle of blood vessels (an AVM)',
        'Un nudo de venas y arterias (una MAV)',
        onTheLabel('An arteriovenous malformation'),
        askedOf(NEUROLOGIST, `An arteriovenous malformation. ${VESSEL}`),
      ),
      option(
        'brain_bleeding',
        'Bleeding in the brain, now or before',
        'Sangre en el cerebro, ahora o antes',
        onTheLabel('Bleeding in the brain'),
        askedOf(NEUROLOGIST, `Intracerebral hemorrhage. ${VESSEL}`),
      ),
      noneOf(),
    ],
  },
  {
    linkId: 'stroke',
    title: 'Stroke',
    kind: 'one',
    question: {
      en: 'Have you had a stroke, or a short one that passed (a TIA)?',
      es: '¿Ha tenido un derrame cerebral, o uno corto que se le pasó (un AIT)?',
    },
    options: [
      NO,
      option(
        'yes',
        'Yes',
        'Sí',
        askedOf(
          NEUROLOGIST,
          'Trials exclude unstable cerebrovascular disease; whether it is stable is to be said.',
          TRIALS,
        ),
      ),
    ],
  },
  {
    linkId: 'blood_pressure',
    title: 'High blood pressure',
    kind: 'one',
    question: { en: 'Do you have high blood pressure?', es: '¿Tiene la presión alta?' },
    options: [
      NO,
      option(
        'treated',
        'Yes, and treatment keeps it down',
        'Sí, y con el tratamiento está bien',
        ask('High blood pressure under treatment: ask what is taken, and whether it is taken on the day.'),
      ),
      option(
        'too_high',
        'Yes, and it is often too high',
        'Sí, y muchas veces está muy alta',
        askedOf(
          'whoever treats the blood pressure',
          'Uncontrolled hypertension: ketamine raises the pressure further.',
          TRIALS,
        ),
      ),
    ],
  },
  {
    linkId: 'heart',
    title: 'Heart',
    kind: 'several',
    question: {
      en: 'Do you have, or have you had, one of these?',
      es: '¿Tiene o ha tenido algo de esto?',
    },
    options: [
      option(
        'chest_pain',
        'Chest pain at rest, or that gets worse',
        'Dolor en el pecho en reposo, o que va a peor',
        askedOf(CARDIOLOGIST, 'It may be unstable angina.'),
      ),
      option(
        'heart_attack',
        'A heart attack',
        'Un ataque al corazón',
        askedOf(CARDIOLOGIST, 'A recent heart attack does not fit; whether it is long enough ago is to be said.'),
      ),
      option(
        'heart_failure',
        'A weak heart (heart failure)',
        'El corazón débil (insuficiencia cardíaca)',
        askedOf(CARDIOLOGIST, 'Severe heart failure does not fit; how severe it is, is to be said.'),
      ),
      option(
        'rhythm',
        'A heartbeat that is uneven or far too fast',
        'Latidos que no son parejos o muy rápidos',
        askedOf(CARDIOLOGIST, 'A significant arrhythmia does not fit; which one it is, is to be said.', TRIALS),
      ),
      noneOf(),
    ],
  },
  {
    linkId: 'head_pressure',
    title: 'Pressure inside the head',
    kind: 'one',
    question: {
      en: 'Has a doctor told you that the pressure inside your head is too high?',
      es: '¿Le ha dicho un médico que tiene mucha presión dentro de la cabeza?',
    },
    options: [
      NO,
      option('yes', 'Yes', 'Sí', askedOf(NEUROLOGIST, 'Raised intracranial pressure: ketamine may raise it further.')),
    ],
  },
  {
    linkId: 'eyes',
    title: 'Pressure in the eyes, glaucoma',
    kind: 'several',
    question: { en: 'Is one of these true of your eyes?', es: '¿Le pasa algo de esto en los ojos?' },
    options: [
      option(
        'eye_pressure',
        'The pressure in an eye is too high',
        'La presión de un ojo está muy alta',
        askedOf('an ophthalmologist', 'Raised pressure in the eye: ketamine may raise it further.'),
      ),
      option(
        'glaucoma',
        'I have glaucoma',
        'Tengo glaucoma',
        ask('Glaucoma: ask of which kind, how it is treated, and when the pressure was last measured.'),
      ),
      noneOf(),
    ],
  },
  {
    linkId: 'liver',
    title: 'Liver',
    kind: 'one',
    question: { en: 'Do you have an illness of the liver?', es: '¿Tiene una enfermedad del hígado?' },
    options: [
      NO,
      option('mild', 'Yes, a mild one', 'Sí, leve', ask('Liver disease: ask which, and what the last tests said.')),
      option(
        'severe',
        'Yes, a severe one, such as cirrhosis',
        'Sí, grave, como cirrosis',
        askedOf('a hepatologist', 'Severe liver disease: ketamine is broken down there.'),
      ),
    ],
  },
  {
    linkId: 'thyroid',
    title: 'Thyroid',
    kind: 'one',
    question: {
      en: 'Does your thyroid make too much (is it overactive)?',
      es: '¿Tiene hipertiroidismo (la tiroides trabaja de más)?',
    },
    options: [
      NO,
      option(
        'treated',
        'Yes, and it is treated',
        'Sí, y tengo tratamiento',
        ask('Hyperthyroidism under treatment: ask what the last tests said; untreated it does not fit.'),
      ),
      option(
        'untreated',
        'Yes, and it is not treated',
        'Sí, y no tengo tratamiento',
        askedOf('an endocrinologist', 'Untreated hyperthyroidism: pressure and heart rate may rise steeply.'),
      ),
    ],
  },
  {
    linkId: 'pregnancy',
    title: 'Pregnancy and breast-feeding',
    kind: 'one',
    question: { en: 'Are you pregnant, or do you breast-feed?', es: '¿Está embarazada o da el pecho?' },
    options: [
      NO,
      option('not_applicable', 'This cannot be so for me', 'Esto no puede ser en mi caso'),
      option('maybe', 'I might be pregnant', 'Podría estar embarazada', ask('May be pregnant: a test comes first.')),
      option(
        'pregnant',
        'I am pregnant',
        'Estoy embarazada',
        effect([CLINICAL, TRIALS], { outcome: 'does_not_fit', because: 'Pregnancy: trials exclude it.' }),
      ),
      option(
        'breast_feeding',
        'I breast-feed',
        'Doy el pecho',
        askedOf('whoever cares for mother and child', 'Breast-feeding: trials exclude it.', TRIALS),
      ),
    ],
  },
  {
    linkId: 'sleep_apnea',
    title: 'Sleep apnea',
    kind: 'one',
    question: {
      en: 'Do you stop breathing in your sleep (sleep apnea)?',
      es: '¿Deja de respirar al dormir (apnea del sueño)?',
    },
    options: [NO, option('yes', 'Yes', 'Sí', ask('Sleep apnea: ask how severe, and whether a mask is used.'))],
  },
  {
    linkId: 'bladder',
    title: 'Bladder',
    kind: 'one',
    question: {
      en: 'Do you have trouble with your bladder, such as pain, blood, or going very often?',
      es: '¿Tiene problemas al orinar, como dolor, sangre o ganas muy seguidas?',
    },
    options: [
      NO,
      option(
        'yes',
        'Yes',
        'Sí',
        ask('Cystitis (ulcerative, interstitial) or urinary symptoms: ask since when, and of earlier use of ketamine.'),
      ),
    ],
  },
  {
    linkId: 'seizure',
    title: 'Seizures',
    kind: 'one',
    question: { en: 'Have you ever had a seizure (a fit)?', es: '¿Alguna vez ha tenido una convulsión?' },
    options: [NO, option('yes', 'Yes', 'Sí', ask('Seizure: ask when the last one was, and what is taken against it.'))],
  },
  {
    linkId: 'porphyria',
    title: 'Porphyria',
    kind: 'one',
    question: {
      en: 'Do you have porphyria, a rare illness of the blood?',
      es: '¿Tiene porfiria, una enfermedad rara de la sangre?',
    },
    options: [NO, option('yes', 'Yes', 'Sí', ask('Porphyria: ask of which kind; an attack may be set off.'))],
  },
  {
    linkId: 'weight_told',
    title: 'Weight',
    kind: 'weight',
    question: { en: 'How much do you weigh?', es: '¿Cuánto pesa usted?' },
    help: {
      en: 'A guess is fine. We weigh you before each treatment.',
      es: 'Puede ser aproximado. Le pesamos antes de cada tratamiento.',
    },
  },
];
