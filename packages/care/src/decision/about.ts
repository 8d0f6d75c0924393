/** What the decision is about, what is argued over, and who made the page: said before and after the options. */
import type { Localized } from '../language.ts';
import { REVIEWED, type Statement } from './statement.ts';

/** The condition, the decision, and what happens without treatment. */
export const CONDITION: readonly Statement[] = [
  {
    id: 'condition',
    says: {
      en: 'Depression is an illness. It takes away joy, sleep, strength, and hope, for weeks or longer. Many people get well with the first or second medicine, or with talk therapy. When two medicines have not helped, some people ask about ketamine.',
      es: 'La depresión es una enfermedad. Quita la alegría, el sueño, la fuerza y la esperanza por semanas o más. Muchos mejoran con la primera o segunda medicina, o con terapia. Si dos medicinas no ayudaron, algunos preguntan por la ketamina.',
    },
    certainty: 'moderate',
    sources: ['rush-2006', 'guidance'],
    review: REVIEWED,
  },
  {
    id: 'decision',
    says: {
      en: 'The choice is yours: a ketamine infusion, ketamine with psychotherapy, esketamine, or none of these. No answer is the right one for all. A clinician must first check that it is safe for you. You can say no at any time.',
      es: 'Usted decide: infusión de ketamina, ketamina con psicoterapia, esketamina, o nada de esto. Ninguna respuesta es la buena para todos. Antes, personal médico debe ver si es seguro para usted. Puede decir que no cuando quiera.',
    },
    certainty: 'none',
    sources: ['guidance'],
    review: REVIEWED,
  },
  {
    id: 'other-reasons',
    says: {
      en: 'Some people ask about ketamine for fear, trauma, or pain. For these there is less to go by. The numbers on this page are about depression.',
      es: 'Algunos preguntan por la ketamina por miedo, trauma o dolor. Para eso se sabe menos. Los números de esta página son sobre la depresión.',
    },
    certainty: 'low',
    sources: ['guidance', 'short-2018'],
    review: REVIEWED,
  },
];

/** Where people disagree: what is claimed, and what there is for and against it. */
export interface Contested {
  readonly claim: Localized;
  readonly answer: Statement;
}

export const CONTESTED: readonly Contested[] = [
  {
    claim: {
      en: '“The more you feel cut off from yourself, the better it works.”',
      es: '«Cuanto más lejos de sí se siente, más sirve».',
    },
    answer: {
      id: 'contested-dissociation',
      says: {
        en: 'Studies do not agree. One study of 108 people saw such a link. Two trials of esketamine with 576 people saw none. A review found a link in fewer than half of the studies. A strong state is not the goal, and it does not show that it works.',
        es: 'Los estudios no coinciden. Uno de 108 personas vio esa relación. Dos ensayos de esketamina con 576 personas no la vieron. Una revisión la halló en menos de la mitad de los estudios. Un estado fuerte no es la meta ni prueba que sirve.',
      },
      certainty: 'low',
      sources: ['luckenbaugh-2014', 'transform-pooled', 'mathai-2020', 'goldway-2025'],
      review: REVIEWED,
    },
  },
  {
    claim: {
      en: '“KAP uses lower doses than an infusion.”',
      es: '«La KAP usa dosis más bajas que la infusión».',
    },
    answer: {
      id: 'contested-dose',
      says: {
        en: 'By the numbers, no. A clinic’s article says that KAP uses 0.4 to 1.5 mg for each kilogram. The usual infusion is 0.5 mg, which lies inside that range. What counts too is the way in: from a vein all of it gets to the blood, and from the mouth only a part.',
        es: 'Por los números, no. Un artículo de una clínica dice que la KAP usa de 0.4 a 1.5 mg por kilo. La infusión común es de 0.5 mg, que está dentro de esos números. También cuenta la vía: por la vena llega todo a la sangre, y por la boca solo una parte.',
      },
      certainty: 'moderate',
      sources: ['article', 'andrade-2017', 'andrade-2019'],
      review: REVIEWED,
    },
  },
  {
    claim: {
      en: '“Ketamine works as well as ECT.”',
      es: '«La ketamina sirve tanto como la TEC».',
    },
    answer: {
      id: 'contested-ect',
      says: {
        en: 'Two trials came to opposite results. In one, 55 of 100 felt much better with ketamine and 41 of 100 with ECT. In the other, with sicker people in hospital, the depression ended in 46 of 100 with ketamine and 63 of 100 with ECT.',
        es: 'Dos ensayos dieron lo contrario. En uno, 55 de cada 100 mejoraron mucho con ketamina y 41 con TEC. En otro, con gente más enferma en hospital, la depresión se fue en 46 de cada 100 con ketamina y en 63 con TEC.',
      },
      certainty: 'moderate',
      sources: ['anand-2023', 'ekstrand-2022'],
      review: REVIEWED,
    },
  },
  {
    claim: {
      en: '“More infusions always help more.”',
      es: '«Más infusiones siempre ayudan más».',
    },
    answer: {
      id: 'contested-course',
      says: {
        en: 'Not always. In a small study with no other group, 71 of 100 felt much better after six. In a later trial in hospital, up to eight infusions did no more than another drug that also makes you drowsy.',
        es: 'No siempre. En un estudio chico sin otro grupo, 71 de cada 100 mejoraron mucho tras seis. En un ensayo más nuevo en hospital, hasta ocho infusiones no hicieron más que otra droga que también da sueño.',
      },
      certainty: 'low',
      sources: ['murrough-2013', 'inpatients-2025'],
      review: REVIEWED,
    },
  },
];

/** Who made the page, how, until when it is good, and what is still open. Plain facts about the page itself. */
export const ABOUT_THIS_PAGE: Localized<readonly string[]> = {
  en: [
    'This page is part of Holdspace, free software for ketamine clinics. Its makers want clinics to use it. A clinic that shows it may gain if you choose a treatment there.',
    'We know of no payment for this text from anybody who makes or sells a drug.',
    'First published on November 26, 2026. All of it is looked at again at least once a year, and sooner when big news comes. What is past its date says so.',
    'How we chose studies: reviews of trials first, then trials, then reports with no other group. We looked in open sources. We did not do a full search of all that there is.',
    'Each statement names its sources and how sure it is. What stands beside what matters to you, and in the short check, says the same again in short. Of some sources we read the summary only. Some are marked “to be checked”: we know them, and have yet to hold our words against them.',
    'Not done yet: no patients and no outside clinicians have tested or reviewed this page. The Spanish has not been checked by a translator. We do not claim that it has been shown to help.',
  ],
  es: [
    'Esta página es parte de Holdspace, software libre para clínicas de ketamina. Quienes lo hacen quieren que las clínicas lo usen. Una clínica que la muestra puede ganar si usted se trata ahí.',
    'No sabemos de ningún pago por este texto de quien hace o vende una droga.',
    'Se publicó el 26 de noviembre de 2026. Todo se revisa al menos una vez al año, y antes si hay novedades. Lo que pasó su fecha lo dice.',
    'Cómo elegimos estudios: primero revisiones de ensayos, luego ensayos, luego informes sin otro grupo. Buscamos en fuentes abiertas. No hicimos una búsqueda total.',
    'Cada frase dice sus fuentes y cuán segura es. Lo que va junto a lo que le importa, y en el repaso, lo repite en corto. De algunas fuentes leímos solo el resumen. Otras dicen «por revisar»: las conocemos, y falta comparar nuestras palabras con ellas.',
    'Aún falta: ni pacientes ni médicos de fuera han probado o revisado esta página. El español no lo ha revisado un traductor. No decimos que se haya probado que ayuda.',
  ],
};
