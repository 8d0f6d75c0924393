/** What is said of esketamine, point by point. */
import type { OptionStatements } from '../points.ts';
import { REVIEWED } from '../statement.ts';

export const ESKETAMINE: OptionStatements = {
  done: [
    {
      id: 'esketamine-done',
      says: {
        en: 'You spray esketamine into your nose at a clinic, and staff watch you. Esketamine is one half of ketamine. Most people take an antidepressant with it. No talk therapy is part of it.',
        es: 'Usted se aplica esketamina en la nariz en una clínica, y el personal lo vigila. La esketamina es una mitad de la ketamina. Casi siempre se toma con un antidepresivo. No incluye terapia de hablar.',
      },
      certainty: 'none',
      sources: ['esketamine-label', 'turkoz-2021'],
      review: REVIEWED,
    },
  ],
  dose: [
    {
      id: 'esketamine-dose',
      says: {
        en: 'The dose is 56 or 84 mg, the same for small and large people. You spray two or three times, five minutes apart.',
        es: 'La dosis es de 56 u 84 mg, igual para todos los pesos. Se aplica dos o tres veces, cada cinco minutos.',
      },
      certainty: 'none',
      sources: ['esketamine-label'],
      review: REVIEWED,
    },
  ],
  time: [
    {
      id: 'esketamine-time',
      says: {
        en: 'You stay for at least two hours after the spray. You come two times a week for four weeks, once a week for four more, and then once a week or every two weeks.',
        es: 'Usted se queda al menos dos horas después. Viene dos veces por semana por cuatro semanas, luego una vez por semana por otras cuatro, y después cada una o dos semanas.',
      },
      certainty: 'none',
      sources: ['esketamine-label'],
      review: REVIEWED,
    },
  ],
  company: [
    {
      id: 'esketamine-company',
      says: {
        en: 'Clinic staff watch you and take your blood pressure. The clinic must be certified. As a rule, nobody is there to talk with you about what you live through.',
        es: 'El personal lo vigila y le toma la presión. La clínica debe tener un permiso especial. Por lo común, nadie está ahí para hablar de lo que usted vive.',
      },
      certainty: 'none',
      sources: ['esketamine-label'],
      review: REVIEWED,
    },
  ],
  feel: [
    {
      id: 'esketamine-feel',
      says: {
        en: 'Many people feel dizzy, sleepy, or far from their body. The taste can be bad. It is most often gone before you leave.',
        es: 'Muchos se sienten mareados, con sueño o lejos de su cuerpo. El sabor puede ser malo. Casi siempre pasa antes de que usted se vaya.',
      },
      certainty: 'moderate',
      sources: ['esketamine-effects', 'esketamine-label'],
      review: REVIEWED,
    },
  ],
  after: [
    {
      id: 'esketamine-after',
      says: {
        en: 'Before it, the clinic checks your health, your medicines, and what you have tried. After it, there is no planned time to make sense of it. You can see a therapist of your own. The visits go on as long as it helps.',
        es: 'Antes, la clínica revisa su salud, sus medicinas y lo que ya probó. Después no hay un tiempo fijo para entender lo vivido. Usted puede ver a su propio terapeuta. Las visitas siguen mientras ayude.',
      },
      certainty: 'none',
      sources: ['esketamine-label', 'practice'],
      review: REVIEWED,
    },
  ],
  benefit: [
    {
      id: 'esketamine-benefit',
      says: {
        en: 'After four weeks, 59 of 100 people felt much better with the spray and a new antidepressant. With a fake spray and a new antidepressant it was 45 of 100.',
        es: 'A las cuatro semanas, 59 de cada 100 personas estaban mucho mejor con el aerosol y un antidepresivo nuevo. Con un aerosol falso y un antidepresivo nuevo eran 45 de cada 100.',
      },
      certainty: 'moderate',
      sources: ['turkoz-2021'],
      review: REVIEWED,
    },
  ],
  harm: [
    {
      id: 'esketamine-harm',
      says: {
        en: 'Over four weeks, 41 of 100 felt cut off from themselves, 29 dizzy, and 28 sick. In 10 of 100 the blood pressure rose too much. The icons below show a fake spray too.',
        es: 'En cuatro semanas, 41 de cada 100 se sintieron separados de sí, 29 con mareo y 28 con náusea. En 10 de cada 100 subió mucho la presión. Los dibujos de abajo muestran también un aerosol falso.',
      },
      certainty: 'moderate',
      sources: ['esketamine-effects'],
      review: REVIEWED,
    },
    {
      id: 'esketamine-harm-often',
      says: {
        en: 'With use over and over: harm to the bladder and craving for the drug may come, as with any ketamine. People who have some diseases of the blood vessels, had a bleed in the brain, are pregnant, or breast-feed should not have it.',
        es: 'Con mucho uso puede haber daño a la vejiga y ganas de tomar más, como con toda ketamina. No es para quien tiene ciertos males de los vasos de la sangre, tuvo un sangrado en el cerebro, está en embarazo o da el pecho.',
      },
      certainty: 'low',
      sources: ['esketamine-label', 'long-term-2022', 'guidance'],
      review: REVIEWED,
    },
  ],
  unknown: [
    {
      id: 'esketamine-unknown',
      says: {
        en: 'Nobody knows if it works better than a ketamine drip. Nobody knows how best to stop it. In trials, many guess which spray they got.',
        es: 'Nadie sabe si sirve más que la ketamina por la vena. Nadie sabe cuál es la mejor forma de dejarla. En los ensayos muchos adivinan qué recibieron.',
      },
      certainty: 'none',
      sources: ['short-2018', 'guidance'],
      review: REVIEWED,
    },
  ],
  approval: [
    {
      id: 'esketamine-approval',
      says: {
        en: 'Yes, in the US: for adults with depression when two other medicines did not help, and for depression with thoughts of suicide.',
        es: 'Sí, en EE. UU.: para adultos con depresión si dos medicinas no ayudaron, y para depresión con ideas de suicidio.',
      },
      certainty: 'high',
      sources: ['esketamine-label'],
      review: REVIEWED,
    },
  ],
  cost: [
    {
      id: 'esketamine-cost',
      says: {
        en: 'Many US health plans pay for it if you ask them first and have tried two other medicines. You may still pay a share each time. The price without a plan is high.',
        es: 'Muchos seguros en EE. UU. lo pagan si se pide antes y ya se probaron dos medicinas. Usted puede pagar una parte cada vez. Sin seguro, el precio es alto.',
      },
      certainty: 'low',
      sources: ['cover-us'],
      review: REVIEWED,
    },
  ],
  day: [
    {
      id: 'esketamine-day',
      says: {
        en: 'You do not eat for two hours before, and do not drink for 30 minutes before. Somebody takes you home. You do not drive until the next day, after a night of sleep. In the first month that is eight such days.',
        es: 'No come en las dos horas de antes, ni bebe en los 30 minutos de antes. Alguien le lleva a casa. No maneja hasta el otro día, después de dormir. En el primer mes son ocho días así.',
      },
      certainty: 'none',
      sources: ['esketamine-label'],
      review: REVIEWED,
    },
  ],
};
