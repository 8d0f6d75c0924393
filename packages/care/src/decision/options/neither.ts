/** What is said of taking none of these, point by point: other treatments, and doing nothing for now. */
import type { OptionStatements } from '../points.ts';
import { REVIEWED } from '../statement.ts';

export const NEITHER: OptionStatements = {
  done: [
    {
      id: 'neither-done',
      says: {
        en: 'Other care: a new medicine, talk therapy alone, magnetic pulses to the head (TMS), or a short current under sleep (ECT). Or waiting: you do nothing new for now and watch how it goes.',
        es: 'Otro cuidado: otra medicina, terapia de hablar sola, pulsos de imán en la cabeza (TMS) o una corriente breve bajo anestesia (TEC). O esperar: usted no hace nada nuevo por ahora y mira cómo va.',
      },
      certainty: 'none',
      sources: ['guidance'],
      review: REVIEWED,
    },
  ],
  dose: [
    {
      id: 'neither-dose',
      says: {
        en: 'A new medicine is a pill each day. Talk therapy, TMS, and waiting need no drug. For ECT you are put to sleep.',
        es: 'Otra medicina es una pastilla al día. La terapia, la TMS y la espera no usan droga. Para la TEC lo duermen.',
      },
      certainty: 'none',
      sources: ['guidance'],
      review: REVIEWED,
    },
  ],
  time: [
    {
      id: 'neither-time',
      says: {
        en: 'A pill takes four to eight weeks to show if it works. Therapy is often an hour a week for some months. TMS is each workday for four to six weeks. ECT is two or three times a week for some weeks.',
        es: 'Una pastilla tarda de cuatro a ocho semanas en mostrar si sirve. La terapia suele ser una hora por semana por unos meses. La TMS es cada día hábil por cuatro a seis semanas. La TEC es dos o tres veces por semana por unas semanas.',
      },
      certainty: 'none',
      sources: ['guidance', 'anand-2023'],
      review: REVIEWED,
    },
  ],
  company: [
    {
      id: 'neither-company',
      says: {
        en: 'In therapy, your therapist. For TMS and ECT, trained staff. With a pill, your own doctor now and then. If you wait, ask somebody to check on you.',
        es: 'En la terapia, su terapeuta. En la TMS y la TEC, personal con práctica. Con una pastilla, su médico de vez en cuando. Si espera, pida a alguien que esté atento a usted.',
      },
      certainty: 'none',
      sources: ['guidance'],
      review: REVIEWED,
    },
  ],
  feel: [
    {
      id: 'neither-feel',
      says: {
        en: 'Your mind stays as it is, with no strange state. Pills may make you sick or dull at first. TMS taps on the head. ECT is done while you sleep, and you may wake up confused. Waiting with depression can be hard.',
        es: 'Su mente sigue igual, sin un estado raro. Las pastillas pueden dar náusea o desgano al inicio. La TMS da golpecitos en la cabeza. La TEC se hace dormido, y puede despertar confuso. Esperar con depresión puede ser duro.',
      },
      certainty: 'low',
      sources: ['guidance', 'ekstrand-2022'],
      review: REVIEWED,
    },
  ],
  after: [
    {
      id: 'neither-after',
      says: {
        en: 'You and your doctor look at how it goes after some weeks. Ketamine is still there if you want it later. If you wait, set a day on which you look again.',
        es: 'Usted y su médico miran cómo va a las pocas semanas. La ketamina sigue ahí si la quiere después. Si espera, ponga un día para mirar otra vez.',
      },
      certainty: 'none',
      sources: ['guidance'],
      review: REVIEWED,
    },
  ],
  benefit: [
    {
      id: 'neither-benefit',
      says: {
        en: 'After two medicines that did not help, a third one ended the depression in 14 of 100 people. TMS helped 47 of 100, and fake TMS 22 of 100.',
        es: 'Si dos medicinas no ayudaron, una tercera quitó la depresión en 14 de cada 100 personas. La TMS ayudó a 47 de cada 100, y la falsa a 22 de cada 100.',
      },
      certainty: 'moderate',
      sources: ['rush-2006', 'liu-2014'],
      review: REVIEWED,
    },
    {
      id: 'neither-waiting',
      says: {
        en: 'With no treatment at all, depression ended within three months in 23 of 100 people, and within a year in 53 of 100. Most of them had a mild or medium form.',
        es: 'Sin ningún tratamiento, la depresión se fue en tres meses en 23 de cada 100 personas, y en un año en 53 de cada 100. Casi todas tenían una forma leve o media.',
      },
      certainty: 'low',
      sources: ['whiteford-2013'],
      review: REVIEWED,
    },
  ],
  harm: [
    {
      id: 'neither-harm',
      says: {
        en: 'Pills can upset your belly, sleep, weight, or sex life. ECT can harm memory, most often for a short time. TMS can hurt the head. In talk therapy, hard feelings can come up.',
        es: 'Las pastillas pueden dar molestias de estómago, sueño, peso o vida sexual. La TEC puede dañar la memoria, casi siempre por poco tiempo. La TMS puede dar dolor de cabeza. En la terapia pueden salir cosas duras.',
      },
      certainty: 'moderate',
      sources: ['anand-2023', 'ekstrand-2022', 'guidance'],
      review: REVIEWED,
    },
    {
      id: 'neither-harm-waiting',
      says: {
        en: 'The harm of waiting: the depression may go on or get worse. If you think of ending your life, do not wait. Call for help now.',
        es: 'El daño de esperar: la depresión puede seguir o empeorar. Si piensa en quitarse la vida, no espere. Pida ayuda ya.',
      },
      certainty: 'moderate',
      sources: ['whiteford-2013', 'guidance'],
      review: REVIEWED,
    },
  ],
  unknown: [
    {
      id: 'neither-unknown',
      says: {
        en: 'Nobody knows in advance which care will help you. Two trials of ketamine and ECT came to opposite results. How long you can safely wait differs for each person.',
        es: 'Nadie sabe de antemano qué cuidado le ayudará. Dos ensayos de ketamina y TEC dieron lo contrario. Cuánto se puede esperar sin riesgo varía en cada persona.',
      },
      certainty: 'none',
      sources: ['anand-2023', 'ekstrand-2022'],
      review: REVIEWED,
    },
  ],
  approval: [
    {
      id: 'neither-approval',
      says: {
        en: 'Antidepressants, TMS, and ECT devices are approved in the US for depression. Talk therapy needs no such approval, but therapists need a license.',
        es: 'Los antidepresivos y los equipos de TMS y TEC están aprobados en EE. UU. para la depresión. La terapia no pide ese permiso, pero el terapeuta debe tener licencia.',
      },
      certainty: 'moderate',
      sources: ['guidance'],
      review: REVIEWED,
    },
  ],
  cost: [
    {
      id: 'neither-cost',
      says: {
        en: 'Health plans pay for most of these. Many pills cost little. For therapy, TMS, and ECT, ask your plan what share is yours. Waiting costs no money, but it may cost you work and joy.',
        es: 'Los seguros pagan casi todo esto. Muchas pastillas cuestan poco. Para terapia, TMS y TEC, pregunte qué parte le toca. Esperar no cuesta dinero, pero puede costarle trabajo y alegría.',
      },
      certainty: 'low',
      sources: ['guidance', 'practice'],
      review: REVIEWED,
    },
  ],
  day: [
    {
      id: 'neither-day',
      says: {
        en: 'Pills and waiting take no time off. Therapy takes an hour a week. After TMS you can drive. For ECT you do not eat before it, somebody takes you home, and you do not drive that day.',
        es: 'Las pastillas y la espera no quitan tiempo. La terapia toma una hora por semana. Después de la TMS puede manejar. Para la TEC no come antes, alguien le lleva a casa y no maneja ese día.',
      },
      certainty: 'none',
      sources: ['guidance'],
      review: REVIEWED,
    },
  ],
};
