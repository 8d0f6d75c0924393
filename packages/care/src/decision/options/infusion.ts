/** What is said of a ketamine infusion, point by point. */
import type { OptionStatements } from '../points.ts';
import { REVIEWED } from '../statement.ts';

export const INFUSION: OptionStatements = {
  done: [
    {
      id: 'infusion-done',
      says: {
        en: 'Ketamine drips slowly into a vein in your arm. A nurse or doctor watches your blood pressure, heart, and breath. It is a medical treatment. No talk therapy is part of it.',
        es: 'La ketamina entra gota a gota por una vena del brazo. Personal médico vigila su presión, su pulso y su respiración. Es un tratamiento médico. No incluye terapia de hablar.',
      },
      certainty: 'none',
      sources: ['article', 'andrade-2017'],
      review: REVIEWED,
    },
  ],
  dose: [
    {
      id: 'infusion-dose',
      says: {
        en: 'The usual dose is 0.5 mg for each kilogram you weigh. Some people feel better with 0.1 mg, and some need 0.75 mg. All of the dose gets into the blood.',
        es: 'La dosis más común es de 0.5 mg por cada kilo de peso. A unos les basta 0.1 mg y otros usan 0.75 mg. Toda la dosis llega a la sangre.',
      },
      certainty: 'moderate',
      sources: ['andrade-2017', 'fava-2020'],
      review: REVIEWED,
    },
  ],
  time: [
    {
      id: 'infusion-time',
      says: {
        en: 'The drip runs for about 40 minutes. You rest for about an hour after it. Plan for two to three hours. A first course is often six visits in two to three weeks.',
        es: 'El goteo dura unos 40 minutos. Luego usted descansa cerca de una hora. Cuente con dos o tres horas. Lo usual son seis visitas en dos o tres semanas.',
      },
      certainty: 'none',
      sources: ['andrade-2017', 'article', 'practice'],
      review: REVIEWED,
    },
  ],
  company: [
    {
      id: 'infusion-company',
      says: {
        en: 'A nurse or a doctor who knows anesthesia is there for your body. As a rule, nobody is there to talk with you about what you live through.',
        es: 'Hay personal de enfermería o de anestesia que cuida su cuerpo. Por lo común, nadie está ahí para hablar de lo que usted vive.',
      },
      certainty: 'none',
      sources: ['article', 'practice'],
      review: REVIEWED,
    },
  ],
  feel: [
    {
      id: 'infusion-feel',
      says: {
        en: 'Most people feel strange, light, or far from their body. Things may look or sound odd, and it can be hard to speak. It is strongest within the hour and is gone after about two hours. Some like it, and some find it scary.',
        es: 'Casi todos se sienten raros, ligeros o lejos de su cuerpo. Las cosas se pueden ver u oír raras, y cuesta hablar. Es más fuerte en la primera hora y pasa en unas dos horas. A unos les gusta y a otros les da miedo.',
      },
      certainty: 'moderate',
      sources: ['acevedo-diaz-2020', 'short-2018'],
      review: REVIEWED,
    },
  ],
  after: [
    {
      id: 'infusion-after',
      says: {
        en: 'Before it, the clinic checks your health and your medicines. After it, there is no planned time to make sense of it. You can see a therapist of your own. Many people come back for more infusions.',
        es: 'Antes, la clínica revisa su salud y sus medicinas. Después no hay un tiempo fijo para entender lo vivido. Usted puede ver a su propio terapeuta. Muchos vuelven por más infusiones.',
      },
      certainty: 'none',
      sources: ['article', 'practice'],
      review: REVIEWED,
    },
  ],
  benefit: [
    {
      id: 'infusion-benefit',
      says: {
        en: 'In nine trials, 52 of 100 people with depression felt much better one day after one infusion. After a week it was 40 of 100.',
        es: 'En nueve ensayos, 52 de cada 100 personas con depresión estaban mucho mejor un día después de una infusión. A la semana eran 40 de cada 100.',
      },
      certainty: 'moderate',
      sources: ['han-2016'],
      review: REVIEWED,
    },
    {
      id: 'infusion-lasts',
      says: {
        en: 'It often fades. In one small study of six infusions, half of those who got better were worse again within 18 days.',
        es: 'A menudo se va. En un estudio chico de seis infusiones, la mitad de los que habían mejorado recayó en 18 días.',
      },
      certainty: 'low',
      sources: ['murrough-2013'],
      review: REVIEWED,
    },
  ],
  harm: [
    {
      id: 'infusion-harm',
      says: {
        en: 'On the day: blood pressure goes up, and you may feel sick, dizzy, or afraid, or have a headache. This mostly goes away the same day. People with some heart problems or with psychosis should not have it. Nor should people who are pregnant or who breast-feed.',
        es: 'Ese día sube la presión. Puede haber náusea, mareo, miedo o dolor de cabeza. Casi siempre pasa el mismo día. No es para quien tiene ciertos males del corazón o psicosis. Tampoco para quien está en embarazo o da el pecho.',
      },
      certainty: 'moderate',
      sources: ['short-2018', 'acevedo-diaz-2020', 'guidance'],
      review: REVIEWED,
    },
    {
      id: 'infusion-harm-often',
      says: {
        en: 'With use over and over: harm to the bladder, and craving for the drug. This is known from people who take a lot on their own. In treatment, bladder signs were seen in 0 to 25 of 100.',
        es: 'Con mucho uso: daño a la vejiga y ganas de tomar más. Se sabe por gente que usa mucha por su cuenta. En tratamiento hubo señales en la vejiga en 0 a 25 de cada 100.',
      },
      certainty: 'low',
      sources: ['urinary-2025', 'long-term-2022', 'fda-2023'],
      review: REVIEWED,
    },
  ],
  unknown: [
    {
      id: 'infusion-unknown',
      says: {
        en: 'Nobody knows how safe or how useful it is over years. Nobody knows who will feel better. In trials, many guess which drug they got, and that makes results look better.',
        es: 'Nadie sabe cuán seguro o útil es por años. Nadie sabe quién va a mejorar. En los ensayos muchos adivinan qué recibieron, y eso hace ver mejor los datos.',
      },
      certainty: 'none',
      sources: ['short-2018', 'inpatients-2025'],
      review: REVIEWED,
    },
  ],
  approval: [
    {
      id: 'infusion-approval',
      says: {
        en: 'No. In the US, ketamine is approved to put people to sleep for surgery. Its use for depression is “off-label”: a doctor may choose it, but the FDA has not judged it for this.',
        es: 'No. En EE. UU., la ketamina está aprobada para dormir a la gente en cirugías. Para la depresión es “fuera de etiqueta”: un médico la puede dar, pero la FDA no la evaluó para eso.',
      },
      certainty: 'high',
      sources: ['fda-2023'],
      review: REVIEWED,
    },
  ],
  cost: [
    {
      id: 'infusion-cost',
      says: {
        en: 'One seller in the US lists 425 to 750 dollars for one infusion. Most health plans do not pay. Ask for the whole price in writing.',
        es: 'Un proveedor en EE. UU. pide de 425 a 750 dólares por infusión. Casi ningún seguro la paga. Pida el precio total por escrito.',
      },
      certainty: 'very low',
      sources: ['prices-us', 'cover-us'],
      review: REVIEWED,
    },
  ],
  day: [
    {
      id: 'infusion-day',
      says: {
        en: 'You do not eat for six to eight hours before. Somebody takes you home. You do not drive until the next day, after a night of sleep. Six visits mean six such days.',
        es: 'No come en las seis a ocho horas de antes. Alguien le lleva a casa. No maneja hasta el otro día, después de dormir. Seis visitas son seis días así.',
      },
      certainty: 'none',
      sources: ['practice'],
      review: REVIEWED,
    },
  ],
};
