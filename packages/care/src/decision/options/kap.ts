/** What is said of ketamine with psychotherapy, point by point. */
import type { OptionStatements } from '../points.ts';
import { REVIEWED } from '../statement.ts';

export const KAP: OptionStatements = {
  done: [
    {
      id: 'kap-done',
      says: {
        en: 'You take ketamine with a therapist or trained guide at your side. First you plan what you want to work on. Later you talk about what you lived through. It adds to your own therapy. It does not take its place.',
        es: 'Usted toma ketamina con un terapeuta o guía a su lado. Primero planea qué quiere trabajar. Luego habla de lo que vivió. Se suma a su propia terapia. No la reemplaza.',
      },
      certainty: 'none',
      sources: ['article', 'dore-2019'],
      review: REVIEWED,
    },
  ],
  dose: [
    {
      id: 'kap-dose',
      says: {
        en: 'It is a shot in a muscle, or a tablet that melts in the mouth. One article names 0.4 to 1.5 mg for each kilogram. Of what you swallow, only 20 to 25 of 100 parts reach the blood.',
        es: 'Es una inyección en el músculo o una pastilla que se deshace en la boca. Un artículo habla de 0.4 a 1.5 mg por kilo. De lo que se traga, solo 20 a 25 partes de 100 llegan a la sangre.',
      },
      certainty: 'low',
      sources: ['article', 'kap-trial', 'andrade-2019'],
      review: REVIEWED,
    },
  ],
  time: [
    {
      id: 'kap-time',
      says: {
        en: 'The strong part lasts 40 to 60 minutes. Plan for three to four hours. There are often two talks first, then three to six visits with the drug, and a talk after each.',
        es: 'La parte fuerte dura de 40 a 60 minutos. Cuente con tres o cuatro horas. Suele haber dos charlas primero, luego tres a seis visitas con la droga, y una charla tras cada una.',
      },
      certainty: 'none',
      sources: ['article', 'kap-trial', 'practice'],
      review: REVIEWED,
    },
  ],
  company: [
    {
      id: 'kap-company',
      says: {
        en: 'A therapist or guide stays in the room the whole time. A guide is trained, but may have no license. Ask who it will be. Someone with a medical license must be there or within reach.',
        es: 'Un terapeuta o guía se queda en el cuarto todo el tiempo. Un guía tiene práctica, pero puede no tener licencia. Pregunte quién será. Debe haber personal médico ahí o cerca.',
      },
      certainty: 'none',
      sources: ['article', 'practice'],
      review: REVIEWED,
    },
  ],
  feel: [
    {
      id: 'kap-feel',
      says: {
        en: 'Much like an infusion, and it may go deeper. You lie down with music and your eyes covered. It can feel like a dream or a trance. Old pain may come up. Some people feel lost later.',
        es: 'Se parece a la infusión y puede ir más hondo. Usted se acuesta con música y los ojos tapados. Puede ser como un sueño. Puede salir dolor viejo. Algunos se sienten perdidos después.',
      },
      certainty: 'low',
      sources: ['article', 'dore-2019'],
      review: REVIEWED,
    },
  ],
  after: [
    {
      id: 'kap-after',
      says: {
        en: 'Talks before and after are part of it. After it you look for what it means to you, and what you will do each day. Clinics say that this part matters most. No trial has tested that.',
        es: 'Las charlas de antes y de después son parte. Después usted busca qué significa y qué hará cada día. Las clínicas dicen que es lo que más importa. Ningún ensayo lo ha probado.',
      },
      certainty: 'very low',
      sources: ['article', 'kew-2023'],
      review: REVIEWED,
    },
  ],
  benefit: [
    {
      id: 'kap-benefit',
      says: {
        en: 'In three practices, 235 people had less depression and less fear after it. There was no other group to compare with, so we cannot say how many of 100 it helps.',
        es: 'En tres consultorios, 235 personas tuvieron menos depresión y menos miedo. No hubo otro grupo para comparar. Así no se sabe a cuántas de cada 100 ayuda.',
      },
      certainty: 'very low',
      sources: ['dore-2019'],
      review: REVIEWED,
    },
    {
      id: 'kap-lasts',
      says: {
        en: 'It is hoped that therapy makes the good last. Whether it does is an open question.',
        es: 'Se espera que la terapia haga durar lo bueno. Si es así, es una pregunta abierta.',
      },
      certainty: 'very low',
      sources: ['kew-2023'],
      review: REVIEWED,
    },
  ],
  harm: [
    {
      id: 'kap-harm',
      says: {
        en: 'On the day: the drug is the same, so the harm is too. Blood pressure goes up, and you may feel sick, dizzy, or afraid. A shot cannot be stopped once it is given. How often each happens was not well counted. People with some heart problems or with psychosis should not have it. Nor should people who are pregnant or who breast-feed.',
        es: 'Ese día: la droga es la misma, y el daño también. Sube la presión y puede haber náusea, mareo o miedo. Una inyección ya dada no se puede parar. No se ha contado bien cuán seguido pasa. No es para quien tiene ciertos males del corazón o psicosis. Tampoco para quien está en embarazo o da el pecho.',
      },
      certainty: 'low',
      sources: ['short-2018', 'dore-2019', 'guidance'],
      review: REVIEWED,
    },
    {
      id: 'kap-harm-often',
      says: {
        en: 'With use over and over: harm to the bladder, and craving for the drug, as with any ketamine. Memories may hurt. You are open to others while under the drug, so ask about rules on touch.',
        es: 'Con mucho uso: daño a la vejiga y ganas de tomar más, como con toda ketamina. Los recuerdos pueden doler. Con la droga usted está a merced de otros. Pregunte qué reglas hay sobre el contacto.',
      },
      certainty: 'low',
      sources: ['urinary-2025', 'fda-2023', 'practice'],
      review: REVIEWED,
    },
  ],
  unknown: [
    {
      id: 'kap-unknown',
      says: {
        en: 'Nobody knows if it works better than the same drug with no therapy. Almost no study has set the two side by side. Nobody knows which part helps: drug, room, music, or talk.',
        es: 'Nadie sabe si sirve más que la misma droga sin terapia. Casi ningún estudio las ha comparado. Nadie sabe qué parte ayuda: la droga, el cuarto, la música o la charla.',
      },
      certainty: 'none',
      sources: ['kew-2023'],
      review: REVIEWED,
    },
  ],
  approval: [
    {
      id: 'kap-approval',
      says: {
        en: 'No. It is off-label use, as with an infusion. The FDA has warned about ketamine made up by pharmacies, above all when it is taken at home.',
        es: 'No. Es un uso fuera de etiqueta, como la infusión. La FDA ha advertido sobre la ketamina que preparan las farmacias, sobre todo si se toma en casa.',
      },
      certainty: 'high',
      sources: ['fda-2023'],
      review: REVIEWED,
    },
  ],
  cost: [
    {
      id: 'kap-cost',
      says: {
        en: 'One seller in the US lists 300 to 550 dollars for one shot. The hours of talk come on top. Most health plans do not pay for the drug. Some pay for therapy. Ask for the whole price in writing.',
        es: 'Un proveedor en EE. UU. pide de 300 a 550 dólares por inyección. Las horas de charla se suman. Casi ningún seguro paga la droga. Algunos pagan la terapia. Pida el precio total por escrito.',
      },
      certainty: 'very low',
      sources: ['prices-us', 'cover-us'],
      review: REVIEWED,
    },
  ],
  day: [
    {
      id: 'kap-day',
      says: {
        en: 'As with an infusion: do not eat before it, go home with somebody, and do not drive until the next day. The talks before and after need more visits, on other days.',
        es: 'Como en la infusión: no come antes, se va con alguien y no maneja hasta el otro día. Las charlas de antes y de después piden más visitas, en otros días.',
      },
      certainty: 'none',
      sources: ['practice', 'kap-trial'],
      review: REVIEWED,
    },
  ],
};
