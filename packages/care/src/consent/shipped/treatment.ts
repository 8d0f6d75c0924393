/**
 * Consent to treatment, put together from pieces by how the medicine enters and whether psychotherapy is part of it. What
 * it says of effects and risks is clinical.md §1, §3, §4 and §7, all of it `background`: a clinic's lawyer and medical
 * director check it before it is relied on. It names no dose and no count: those are the protocol's.
 */
import type { Localized } from '../../language.ts';
import type { Protocol } from '../../protocol/schema.ts';
import type { ConsentContent, ConsentPiece } from '../document.ts';

export type Route = Protocol['medicine']['route'];

const WHAT: Readonly<Record<Route, Localized>> = {
  intravenous: {
    en: 'You get ketamine through a thin tube in a vein of your arm. A pump gives it slowly. Staff watch your blood pressure, your heart and your breathing. Then you rest until you can go home safely.',
    es: 'Usted recibe ketamina por un tubo fino en una vena del brazo. Una bomba la da poco a poco. El personal vigila su presión, su corazón y su respiración. Luego descansa hasta que pueda irse a casa sin peligro.',
  },
  intramuscular: {
    en: 'You get ketamine as a shot in the muscle of your arm or hip. Staff watch your blood pressure, your heart and your breathing. Then you rest until you can go home safely.',
    es: 'Usted recibe ketamina como una inyección en el músculo del brazo o de la cadera. El personal vigila su presión, su corazón y su respiración. Luego descansa hasta que pueda irse a casa sin peligro.',
  },
  sublingual: {
    en: 'You hold a ketamine lozenge in your mouth while it melts. Staff watch your blood pressure, your heart and your breathing. Then you rest until you can go home safely.',
    es: 'Usted tiene una pastilla de ketamina en la boca mientras se deshace. El personal vigila su presión, su corazón y su respiración. Luego descansa hasta que pueda irse a casa sin peligro.',
  },
  intranasal: {
    en: 'You spray the medicine into your nose yourself, while staff are with you. They watch your blood pressure and how awake you are. You stay at the clinic until they say that you can go home safely.',
    es: 'Usted mismo se aplica el medicamento en la nariz, con el personal a su lado. Ellos vigilan su presión y qué tan despierto está. Se queda en la clínica hasta que le digan que puede irse a casa sin peligro.',
  },
};

const what = (route: Route): ConsentPiece => ({
  id: 'what',
  title: { en: 'What is done', es: 'Qué se hace' },
  text: WHAT[route],
});

const WITH_YOU: Readonly<Record<'kap' | 'medical', ConsentPiece>> = {
  medical: {
    id: 'with_you',
    title: { en: 'Who is with you', es: 'Quién está con usted' },
    text: {
      en: 'Trained staff are near you the whole time. This is a medical treatment. No talk therapy is part of it. If you have a therapist, you can go on seeing them.',
      es: 'Personal capacitado está cerca de usted todo el tiempo. Este es un tratamiento médico. No incluye terapia hablada. Si tiene un terapeuta, puede seguir viéndolo.',
    },
  },
  kap: {
    id: 'with_you',
    title: { en: 'Who is with you', es: 'Quién está con usted' },
    text: {
      en: 'A therapist or a trained guide stays with you the whole time. You meet before, to get ready. You meet after, to make sense of it. This does not take the place of your own therapy.',
      es: 'Un terapeuta o un guía capacitado está con usted todo el tiempo. Se reúnen antes, para prepararse. Se reúnen después, para entender lo vivido. Esto no reemplaza su propia terapia.',
    },
  },
};

const feels: ConsentPiece = {
  id: 'feels',
  title: { en: 'What it may feel like', es: 'Qué puede sentir' },
  text: {
    en: 'You may feel far away from your body, or as in a dream. Time and sounds may seem strange. For some people this is pleasant. For others it is scary for a while. It gets weaker as the medicine wears off.',
    es: 'Puede sentirse lejos de su cuerpo, o como en un sueño. El tiempo y los sonidos pueden parecer raros. Para algunos es agradable. Para otros da miedo por un rato. Se hace más débil cuando pasa el efecto.',
  },
};

const hard: ConsentPiece = {
  id: 'hard',
  title: { en: 'Hard feelings may come up', es: 'Pueden surgir sentimientos difíciles' },
  text: {
    en: 'Sad or painful things may come up. You may cry, or feel afraid. The person with you helps you through it. Hard feelings can also come in the days after. Call the clinic then. You do not have to wait for the next visit.',
    es: 'Pueden surgir cosas tristes o dolorosas. Puede llorar o sentir miedo. La persona que está con usted le ayuda. También pueden venir en los días siguientes. Entonces llame a la clínica. No tiene que esperar a la próxima visita.',
  },
  question: {
    asks: {
      en: 'Two days later you feel very low. What do you do?',
      es: 'Dos días después se siente muy mal de ánimo. ¿Qué hace?',
    },
    choices: [
      {
        id: 'wait',
        says: { en: 'I wait for my next visit', es: 'Espero a mi próxima visita' },
        isRight: false,
        reply: {
          en: 'You do not have to wait. The clinic wants to hear from you right away. Please read the piece once more.',
          es: 'No tiene que esperar. La clínica quiere saberlo enseguida. Por favor, lea esta parte otra vez.',
        },
      },
      {
        id: 'call',
        says: { en: 'I call the clinic, or get help at once', es: 'Llamo a la clínica o pido ayuda enseguida' },
        isRight: true,
        reply: { en: 'Yes. You do not have to wait.', es: 'Sí. No tiene que esperar.' },
      },
      {
        id: 'alone',
        says: { en: 'I keep it to myself', es: 'Me lo guardo' },
        isRight: false,
        reply: {
          en: 'Many people would, and nobody blames you. But you need not carry it alone: please call. Read the piece once more.',
          es: 'Muchas personas lo harían y nadie le culpa. Pero no tiene que cargarlo a solas: llame. Lea esta parte otra vez.',
        },
      },
    ],
  },
};

const common: ConsentPiece = {
  id: 'common',
  title: { en: 'What happens often', es: 'Lo que pasa con frecuencia' },
  text: {
    en: 'Blood pressure and heart rate go up for a while. You may feel sick to your stomach, dizzy, sleepy or confused. Your head may hurt. You may feel anxious. Tell staff at any time what you feel.',
    es: 'La presión y el pulso suben por un rato. Puede tener náusea, mareo, sueño o confusión. Puede doler la cabeza. Puede sentir ansiedad. Diga al personal en todo momento lo que siente.',
  },
  question: {
    asks: {
      en: 'What does the medicine do to blood pressure?',
      es: '¿Qué hace el medicamento con la presión?',
    },
    choices: [
      {
        id: 'up',
        says: { en: 'It goes up for a while', es: 'Sube por un rato' },
        isRight: true,
        reply: { en: 'Yes. That is why it is measured.', es: 'Sí. Por eso se mide.' },
      },
      {
        id: 'nothing',
        says: { en: 'Nothing', es: 'Nada' },
        isRight: false,
        reply: {
          en: 'It does change: it goes up for a while. That is why staff measure it. Let us try once more.',
          es: 'Sí cambia: sube por un rato. Por eso el personal la mide. Probemos otra vez.',
        },
      },
      {
        id: 'down',
        says: { en: 'It goes down', es: 'Baja' },
        isRight: false,
        reply: {
          en: 'Easy to mix up: it goes up for a while. That is why staff measure it. Let us try once more.',
          es: 'Es fácil confundirlo: sube por un rato. Por eso el personal la mide. Probemos otra vez.',
        },
      },
    ],
  },
};

const rare: ConsentPiece = {
  id: 'rare',
  title: { en: 'What is rare, but serious', es: 'Lo que es raro, pero grave' },
  text: {
    en: 'Rarely, blood pressure rises too high. Rarely, breathing gets weak. An allergic reaction or a seizure is rare too. Staff are trained and equipped to help. Before each visit, tell us about new medicines and about heart or eye disease. Tell us if you are or may be pregnant.',
    es: 'Rara vez la presión sube demasiado. Rara vez la respiración se debilita. Una reacción alérgica o una convulsión también es rara. El personal está preparado y tiene equipo. Antes de cada visita, cuéntenos de nuevos medicamentos y de problemas del corazón o de los ojos. Díganos si está o puede estar embarazada.',
  },
};

const often: ConsentPiece = {
  id: 'often',
  title: { en: 'If it is taken often', es: 'Si se toma con frecuencia' },
  text: {
    en: 'Ketamine taken often, over a long time, can harm the bladder. It can also become a habit that is hard to stop. Tell us if you must go to the toilet often, or if it hurts. Tell us too if you want more of it than planned.',
    es: 'La ketamina tomada con frecuencia por mucho tiempo puede dañar la vejiga. También puede crear un hábito difícil de dejar. Díganos si va mucho al baño, si le duele, o si quiere más de lo planeado.',
  },
  question: {
    asks: {
      en: 'What can happen when ketamine is taken often?',
      es: '¿Qué puede pasar si la ketamina se toma con frecuencia?',
    },
    choices: [
      {
        id: 'safe',
        says: { en: 'Nothing, it is always safe', es: 'Nada, siempre es segura' },
        isRight: false,
        reply: {
          en: 'It would be good if it were so. Taken often, it can harm the bladder and become a habit. Let us try once more.',
          es: 'Sería bueno que fuera así. Tomada con frecuencia, puede dañar la vejiga y crear hábito. Probemos otra vez.',
        },
      },
      {
        id: 'harm',
        says: { en: 'It can harm the bladder and become a habit', es: 'Puede dañar la vejiga y crear hábito' },
        isRight: true,
        reply: { en: 'Yes. So tell us early of any sign.', es: 'Sí. Por eso díganos pronto si nota algo.' },
      },
    ],
  },
};

const benefit: ConsentPiece = {
  id: 'benefit',
  title: { en: 'It may help, or not', es: 'Puede ayudar o no' },
  text: {
    en: 'Some people feel better within hours or days. For others nothing changes, and some feel worse for a time. When it helps, the effect often fades in days or weeks. Nobody can promise what it will do for you.',
    es: 'Algunas personas se sienten mejor en horas o días. Para otras no cambia nada, y algunas se sienten peor por un tiempo. Cuando ayuda, el efecto suele bajar en días o semanas. Nadie puede prometer qué hará en su caso.',
  },
  question: {
    asks: { en: 'Will it surely help you?', es: '¿Es seguro que le ayudará?' },
    choices: [
      {
        id: 'sure',
        says: { en: 'Yes, it helps everybody', es: 'Sí, ayuda a todos' },
        isRight: false,
        reply: {
          en: 'We hope so too, but nobody can promise it. It helps some people and not others. Let us try once more.',
          es: 'También lo deseamos, pero nadie puede prometerlo. Ayuda a unas personas y a otras no. Probemos otra vez.',
        },
      },
      {
        id: 'maybe',
        says: { en: 'It may or may not, and it may fade', es: 'Puede que sí o que no, y puede pasar' },
        isRight: true,
        reply: { en: 'Yes, that is what is known.', es: 'Sí, eso es lo que se sabe.' },
      },
    ],
  },
};

const driving: ConsentPiece = {
  id: 'home',
  title: { en: 'Going home', es: 'Volver a casa' },
  text: {
    en: 'Somebody takes you home. Do not drive, use machines or sign big papers that day. You can drive the next day, after a good night of sleep.',
    es: 'Alguien le lleva a casa. Ese día no maneje, no use máquinas y no firme papeles importantes. Puede manejar al día siguiente, después de dormir bien.',
  },
  question: {
    asks: { en: 'When may you drive again?', es: '¿Cuándo puede volver a manejar?' },
    choices: [
      {
        id: 'same_day',
        says: { en: 'The same evening, if I feel fine', es: 'La misma noche, si me siento bien' },
        isRight: false,
        reply: {
          en: 'You may feel fine and still react too slowly. Please wait until the next day. Let us try once more.',
          es: 'Puede sentirse bien y aun así reaccionar tarde. Espere hasta el día siguiente. Probemos otra vez.',
        },
      },
      {
        id: 'next_day',
        says: { en: 'The next day, after good sleep', es: 'Al día siguiente, después de dormir bien' },
        isRight: true,
        reply: { en: 'Yes. Somebody else takes you home.', es: 'Sí. Otra persona le lleva a casa.' },
      },
    ],
  },
};

const choices: ConsentPiece = {
  id: 'choices',
  title: { en: 'Your choice', es: 'Usted decide' },
  text: {
    en: 'There are other ways: other medicines, talk therapy, other treatments, or doing nothing for now. Ask us about them. You can say no, or stop at any time, even in the middle. Your care here goes on all the same.',
    es: 'Hay otras opciones: otros medicamentos, terapia hablada, otros tratamientos, o no hacer nada por ahora. Pregúntenos. Puede decir que no, o parar en cualquier momento, también a la mitad. Su atención aquí sigue igual.',
  },
};

const IF_WITHDRAWN: Localized = {
  en: 'No more doses are given to you under this treatment. Visits to come are talked over with you. If you are in a session now, tell staff: they stop the medicine and stay with you until you are safe. What was done before stays in your record. You can sign again later.',
  es: 'Ya no se le dan más dosis de este tratamiento. Las próximas visitas se hablan con usted. Si está ahora en una sesión, dígalo al personal: detienen el medicamento y se quedan con usted hasta que esté a salvo. Lo hecho antes queda en su expediente. Puede firmar otra vez más tarde.',
};

const MEDICINE: Readonly<Record<'ketamine' | 'esketamine', Localized>> = {
  ketamine: { en: 'ketamine', es: 'ketamina' },
  esketamine: { en: 'esketamine', es: 'esketamina' },
};
const WAY: Readonly<Record<Route, Localized>> = {
  intravenous: { en: 'by infusion', es: 'por infusión' },
  intramuscular: { en: 'by injection', es: 'por inyección' },
  sublingual: { en: 'by lozenge', es: 'en pastilla' },
  intranasal: { en: 'by nasal spray', es: 'en aerosol nasal' },
};

export interface WayOfTreating {
  readonly route: Route;
  readonly substance: 'ketamine' | 'esketamine';
  /** As the protocol's computed label says. */
  readonly kind: 'kap' | 'medical';
}

export function treatmentConsent({ route, substance, kind }: WayOfTreating): ConsentContent {
  const [medicine, way] = [MEDICINE[substance], WAY[route]];
  return {
    title:
      kind === 'kap'
        ? {
            en: `Psychotherapy with ${medicine.en}, ${way.en}`,
            es: `Psicoterapia con ${medicine.es}, ${way.es}`,
          }
        : { en: `Treatment with ${medicine.en}, ${way.en}`, es: `Tratamiento con ${medicine.es}, ${way.es}` },
    pieces: [
      what(route),
      WITH_YOU[kind],
      feels,
      ...(kind === 'kap' ? [hard] : []),
      common,
      rare,
      often,
      benefit,
      driving,
      choices,
    ],
    asks: [],
    ifWithdrawn: IF_WITHDRAWN,
    witnessed: false,
    asksAgain: true,
  };
}
