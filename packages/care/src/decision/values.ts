/**
 * What may matter to somebody, and in words how each option meets it, each from statements that it names. Nothing here is a
 * score, so that nothing can be added up: the page sets a person's own order beside the options, and a clinician and they do
 * the rest.
 */
import type { Localized } from '../language.ts';
import type { ValueId } from './ids.ts';
import type { OptionId } from './points.ts';
import type { Retold } from './statement.ts';

export interface ValueItem {
  readonly id: ValueId;
  readonly says: Localized;
  readonly meets: Readonly<Record<OptionId, Retold>>;
}

/** In the order of their ids. */
export const VALUE_ITEMS: readonly ValueItem[] = [
  {
    id: 'soon',
    says: { en: 'To feel better soon, within days', es: 'Sentirme mejor pronto, en días' },
    meets: {
      infusion: {
        en: 'This is what it was tested for. Of 100 people, 52 felt much better after a day.',
        es: 'Para esto se probó. De cada 100 personas, 52 estaban mucho mejor al día.',
        from: ['infusion-benefit'],
      },
      kap: {
        en: 'The drug is the same, so it may come fast. It was not tested well.',
        es: 'La droga es la misma, y puede ser rápido. No se probó bien.',
        from: ['kap-harm', 'infusion-benefit', 'kap-benefit'],
      },
      esketamine: {
        en: 'Its trials tell of four weeks. This page has no number for the first days.',
        es: 'Sus ensayos hablan de cuatro semanas. Esta página no tiene un número para los primeros días.',
        from: ['esketamine-benefit'],
      },
      neither: {
        en: 'A pill takes weeks to show if it works. Therapy, TMS, and ECT go on for weeks or months.',
        es: 'Una pastilla tarda semanas en mostrar si sirve. La terapia, la TMS y la TEC duran semanas o meses.',
        from: ['neither-time'],
      },
    },
  },
  {
    id: 'lasting',
    says: { en: 'To feel better for a long time', es: 'Sentirme mejor por mucho tiempo' },
    meets: {
      infusion: {
        en: 'It often fades in days or weeks. Many come back for more.',
        es: 'A menudo se va en días o semanas. Muchos vuelven por más.',
        from: ['infusion-lasts', 'infusion-benefit', 'infusion-after'],
      },
      kap: {
        en: 'It is hoped that therapy makes it last. This is not known.',
        es: 'Se espera que la terapia lo haga durar. No se sabe.',
        from: ['kap-lasts'],
      },
      esketamine: {
        en: 'The visits go on as long as it helps. Nobody knows how best to stop it.',
        es: 'Las visitas siguen mientras ayude. Nadie sabe cuál es la mejor forma de dejarla.',
        from: ['esketamine-after', 'esketamine-unknown'],
      },
      neither: {
        en: 'Pills and therapy help many, and do not help all. This page has no number for how long.',
        es: 'Las pastillas y la terapia ayudan a muchos, y no a todos. Esta página no tiene un número de por cuánto tiempo.',
        from: ['neither-benefit', 'condition'],
      },
    },
  },
  {
    id: 'talk',
    says: { en: 'To work with somebody on what is behind it', es: 'Trabajar con alguien lo que hay detrás' },
    meets: {
      infusion: {
        en: 'Not part of it. You can see your own therapist besides.',
        es: 'No es parte. Aparte puede ver a su terapeuta.',
        from: ['infusion-done', 'infusion-after'],
      },
      kap: {
        en: 'This is what it adds: talks before, company, and talks after.',
        es: 'Es lo que agrega: charlas antes, compañía y charlas después.',
        from: ['kap-done', 'kap-after', 'kap-company'],
      },
      esketamine: {
        en: 'Not part of it. You can see your own therapist besides.',
        es: 'No es parte. Aparte puede ver a su terapeuta.',
        from: ['esketamine-done', 'esketamine-after'],
      },
      neither: {
        en: 'Talk therapy alone does this, with no drug.',
        es: 'La terapia de hablar sola hace esto, sin droga.',
        from: ['neither-done', 'neither-dose'],
      },
    },
  },
  {
    id: 'clear-head',
    says: { en: 'To keep a clear head, with no strange state', es: 'Tener la mente clara, sin un estado raro' },
    meets: {
      infusion: {
        en: 'At least 50 of 100 feel cut off from themselves for an hour or two.',
        es: 'Al menos 50 de cada 100 se sienten separados de sí una o dos horas.',
        from: ['chance-cut-off-infusion', 'infusion-feel'],
      },
      kap: {
        en: 'A strange state is expected, and can be strong.',
        es: 'Se espera un estado raro, y puede ser fuerte.',
        from: ['kap-feel', 'kap-time'],
      },
      esketamine: {
        en: 'Of 100 people, 41 feel cut off from themselves at some time.',
        es: 'De cada 100 personas, 41 se sienten separadas de sí alguna vez.',
        from: ['chance-cut-off-esketamine', 'esketamine-harm'],
      },
      neither: {
        en: 'No such state. After ECT you may wake up confused.',
        es: 'No hay ese estado. Tras la TEC puede despertar confuso.',
        from: ['neither-feel'],
      },
    },
  },
  {
    id: 'inner',
    says: { en: 'To have an inner experience that means something', es: 'Vivir por dentro algo que signifique algo' },
    meets: {
      infusion: {
        en: 'It can happen. As a rule, nobody there is set to help you with it.',
        es: 'Puede pasar. Por lo común, ahí nadie está para ayudarle con eso.',
        from: ['infusion-feel', 'infusion-company'],
      },
      kap: {
        en: 'It can happen. In the talks after it you look for what it means to you.',
        es: 'Puede pasar. En las charlas de después usted busca qué significa.',
        from: ['kap-feel', 'kap-after'],
      },
      esketamine: {
        en: 'It can happen. As a rule, nobody there is set to help you with it.',
        es: 'Puede pasar. Por lo común, ahí nadie está para ayudarle con eso.',
        from: ['esketamine-feel', 'esketamine-company'],
      },
      neither: {
        en: 'Not in this way. Your mind stays as it is.',
        es: 'No de este modo. Su mente sigue igual.',
        from: ['neither-feel'],
      },
    },
  },
  {
    id: 'tested',
    says: { en: 'To take what has been tested most', es: 'Tomar lo que más se ha probado' },
    meets: {
      infusion: {
        en: 'Nine trials of one infusion, taken together. Nobody knows how safe it is over years.',
        es: 'Nueve ensayos de una infusión, sumados. Nadie sabe cuán segura es por años.',
        from: ['infusion-benefit', 'infusion-unknown'],
      },
      kap: {
        en: 'Little tested. The report on 235 people had no other group.',
        es: 'Poco probada. El informe de 235 personas no tuvo otro grupo.',
        from: ['kap-benefit', 'kap-unknown'],
      },
      esketamine: {
        en: 'Two trials with 576 people, and approved in the US. Many guess which spray they got.',
        es: 'Dos ensayos con 576 personas, y aprobada en EE. UU. Muchos adivinan qué recibieron.',
        from: ['contested-dissociation', 'esketamine-approval', 'esketamine-unknown'],
      },
      neither: {
        en: 'Pills, TMS, and ECT have been tested, and are approved in the US.',
        es: 'Las pastillas, la TMS y la TEC se probaron, y están aprobadas en EE. UU.',
        from: ['neither-benefit', 'neither-approval', 'contested-ect'],
      },
    },
  },
  {
    id: 'risk',
    says: { en: 'To take as little risk as I can', es: 'Correr el menor riesgo posible' },
    meets: {
      infusion: {
        en: 'Most harm passes on the day. Long use may harm the bladder.',
        es: 'Casi todo daño pasa ese día. El uso largo puede dañar la vejiga.',
        from: ['infusion-harm', 'infusion-harm-often'],
      },
      kap: {
        en: 'The same drug and harm, and hard feelings may come up.',
        es: 'La misma droga y daño, y pueden salir cosas duras.',
        from: ['kap-harm', 'kap-harm-often', 'kap-feel'],
      },
      esketamine: {
        en: 'Most of what you feel passes before you leave. Long use may harm the bladder.',
        es: 'Casi todo lo que se siente pasa antes de irse. El uso largo puede dañar la vejiga.',
        from: ['esketamine-feel', 'esketamine-harm-often'],
      },
      neither: {
        en: 'Each has its own harm. To wait with bad depression is a risk too.',
        es: 'Cada uno tiene su daño. Esperar con depresión fuerte también es un riesgo.',
        from: ['neither-harm', 'neither-harm-waiting'],
      },
    },
  },
  {
    id: 'money',
    says: { en: 'To pay little', es: 'Pagar poco' },
    meets: {
      infusion: {
        en: 'Most health plans do not pay for it.',
        es: 'Casi ningún seguro la paga.',
        from: ['infusion-cost'],
      },
      kap: {
        en: 'Most health plans do not pay for the drug. The hours of talk come on top.',
        es: 'Casi ningún seguro paga la droga. Las horas de charla se suman.',
        from: ['kap-cost'],
      },
      esketamine: {
        en: 'Many plans pay if you ask first and have tried two medicines.',
        es: 'Muchos seguros la pagan si se pide antes y ya probó dos medicinas.',
        from: ['esketamine-cost'],
      },
      neither: {
        en: 'Health plans pay for most of these. Ask what share is yours.',
        es: 'Los seguros pagan casi todo esto. Pregunte qué parte le toca.',
        from: ['neither-cost'],
      },
    },
  },
  {
    id: 'few-days',
    says: { en: 'To lose few days to visits', es: 'Perder pocos días en visitas' },
    meets: {
      infusion: {
        en: 'Often six visits in two to three weeks, each with a lost day.',
        es: 'Suelen ser seis visitas en dos o tres semanas, cada una un día.',
        from: ['infusion-time', 'infusion-day'],
      },
      kap: {
        en: 'Often three to six long visits, and talks on other days.',
        es: 'Suelen ser tres a seis visitas largas, y charlas otros días.',
        from: ['kap-time', 'kap-day'],
      },
      esketamine: {
        en: 'Eight visits in the first month, and then they go on.',
        es: 'Ocho visitas en el primer mes, y luego siguen.',
        from: ['esketamine-day', 'esketamine-time'],
      },
      neither: {
        en: 'Pills take no days. Therapy is an hour a week. TMS is each workday.',
        es: 'Las pastillas no quitan días. La terapia es una hora por semana. La TMS es cada día hábil.',
        from: ['neither-day', 'neither-time'],
      },
    },
  },
  {
    id: 'not-alone',
    says: { en: 'Not to be alone while it happens', es: 'No estar a solas mientras pasa' },
    meets: {
      infusion: {
        en: 'Staff watch your body. Ask if somebody can sit with you.',
        es: 'El personal cuida su cuerpo. Pregunte si alguien puede acompañarle.',
        from: ['infusion-company'],
      },
      kap: {
        en: 'A therapist or guide stays with you the whole time.',
        es: 'Un terapeuta o guía se queda con usted todo el tiempo.',
        from: ['kap-company'],
      },
      esketamine: {
        en: 'Staff watch you. Ask if somebody can sit with you.',
        es: 'El personal lo vigila. Pregunte si alguien puede acompañarle.',
        from: ['esketamine-company'],
      },
      neither: {
        en: 'Your therapist or staff are there at visits. At home, ask somebody close.',
        es: 'Su terapeuta o el personal están en las visitas. En casa, pida a alguien cercano.',
        from: ['neither-company'],
      },
    },
  },
];
