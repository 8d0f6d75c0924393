/** Consents to what leaves the room: research data, messages, a therapist outside, family. All `background`. */
import type { ConsentContent } from '../document.ts';

export const RESEARCH: ConsentContent = {
  title: { en: 'Use of your data for research', es: 'Uso de sus datos para investigación' },
  pieces: [
    {
      id: 'what',
      title: { en: 'What is used', es: 'Qué se usa' },
      text: {
        en: 'The clinic may use your scores, doses and readings to learn what helps people. Your name, birth date and address are taken out first. What you wrote or said is not used.',
        es: 'La clínica puede usar sus puntajes, dosis y mediciones para aprender qué ayuda a las personas. Antes se quitan su nombre, fecha de nacimiento y dirección. Lo que escribió o dijo no se usa.',
      },
    },
    {
      id: 'risk',
      title: { en: 'What could go wrong', es: 'Qué podría salir mal' },
      text: {
        en: 'Data without a name can sometimes still be traced to a person. The risk is small, but it is not zero. You get no money and no better care for it. A study that asks more of you has a paper of its own.',
        es: 'Los datos sin nombre a veces se pueden ligar a una persona. El riesgo es pequeño, pero no es cero. No recibe dinero ni mejor atención por ello. Un estudio que le pida más tiene su propio papel.',
      },
      question: {
        asks: {
          en: 'Is it certain that nobody can trace it to you?',
          es: '¿Es seguro que nadie puede ligarlo a usted?',
        },
        choices: [
          {
            id: 'certain',
            says: { en: 'Yes, it is certain', es: 'Sí, es seguro' },
            isRight: false,
            reply: {
              en: 'Nearly, but not fully: a small risk stays. Let us try once more.',
              es: 'Casi, pero no del todo: queda un riesgo pequeño. Probemos otra vez.',
            },
          },
          {
            id: 'small',
            says: { en: 'No, a small risk stays', es: 'No, queda un riesgo pequeño' },
            isRight: true,
            reply: { en: 'Yes, that is so.', es: 'Sí, así es.' },
          },
        ],
      },
    },
  ],
  asks: [],
  ifWithdrawn: {
    en: 'Your data is left out of new research. What is already in finished results cannot be taken out. Treatment goes on.',
    es: 'Sus datos quedan fuera de nuevas investigaciones. Lo que ya está en resultados terminados no se puede sacar. El tratamiento sigue.',
  },
  witnessed: false,
  asksAgain: true,
};

export const MESSAGES: ConsentContent = {
  title: { en: 'Messages by e-mail and text', es: 'Mensajes por correo y texto' },
  pieces: [
    {
      id: 'what',
      title: { en: 'What is sent', es: 'Qué se envía' },
      text: {
        en: 'The clinic may send you reminders and links by e-mail or text. They say as little as they can. What is private stays on your own page.',
        es: 'La clínica puede enviarle avisos y enlaces por correo o texto. Dicen lo menos posible. Lo privado queda en su propia página.',
      },
    },
    {
      id: 'risk',
      title: { en: 'They are not fully private', es: 'No son del todo privados' },
      text: {
        en: 'E-mail and text can be read by others: on your phone, at work, or on the way. Nobody watches them day and night. In an emergency call 911. If you are in crisis call or text 988.',
        es: 'Otras personas pueden leer correos y textos: en su teléfono, en el trabajo o en el camino. Nadie los mira día y noche. En una emergencia llame al 911. Si está en crisis, llame o escriba al 988.',
      },
      question: {
        asks: { en: 'You are in crisis at night. What do you do?', es: 'Está en crisis de noche. ¿Qué hace?' },
        choices: [
          {
            id: 'email',
            says: { en: 'I send the clinic an e-mail and wait', es: 'Envío un correo a la clínica y espero' },
            isRight: false,
            reply: {
              en: 'Nobody may read it until morning, and you need somebody now. Call or text 988, or call 911. Let us try once more.',
              es: 'Quizá nadie lo lea hasta la mañana, y usted necesita a alguien ahora. Llame o escriba al 988, o llame al 911. Probemos otra vez.',
            },
          },
          {
            id: 'call',
            says: { en: 'I call 988 or 911', es: 'Llamo al 988 o al 911' },
            isRight: true,
            reply: { en: 'Yes. Somebody is there at any hour.', es: 'Sí. Hay alguien a toda hora.' },
          },
        ],
      },
    },
  ],
  asks: [],
  ifWithdrawn: {
    en: 'The clinic sends you nothing more by e-mail or text, except a link that you ask for to sign in. They call you, or write by post.',
    es: 'La clínica no le envía nada más por correo o texto, salvo un enlace que usted pida para entrar. Le llaman o le escriben por correo postal.',
  },
  witnessed: false,
  asksAgain: true,
};

/** What exactly is shared and for how long is chosen on the page "What I share" (care/sharing): each has its own end. */
export const OUTSIDE_THERAPIST: ConsentContent = {
  title: { en: 'Working with your therapist outside', es: 'Trabajar con su terapeuta de fuera' },
  pieces: [
    {
      id: 'what',
      title: { en: 'What they may see', es: 'Qué puede ver' },
      text: {
        en: 'You can let your own therapist see parts of your record here. You choose the parts one by one, and for how long, on the page about who sees your record. This paper alone opens nothing.',
        es: 'Puede dejar que su propio terapeuta vea partes de su expediente. Usted elige cada parte, y por cuánto tiempo, en la página sobre quién ve su expediente. Este papel solo no abre nada.',
      },
    },
    {
      id: 'after',
      title: { en: 'What they have read', es: 'Lo que ya leyó' },
      text: {
        en: 'You can end it at any time. What they have read by then they know. What they have copied is in their own file, under their own rules.',
        es: 'Puede terminarlo en cualquier momento. Lo que ya leyó, lo sabe. Lo que copió está en su propio archivo, con sus propias reglas.',
      },
      question: {
        asks: { en: 'You end it. What about the parts read before?', es: 'Usted lo termina. ¿Y lo que ya leyó?' },
        choices: [
          {
            id: 'gone',
            says: { en: 'They must forget them', es: 'Tiene que olvidarlo' },
            isRight: false,
            reply: {
              en: 'That would be fair, but it cannot be done: what was read is known. Let us try once more.',
              es: 'Sería justo, pero no se puede: lo leído se sabe. Probemos otra vez.',
            },
          },
          {
            id: 'known',
            says: { en: 'They know them; they see nothing new', es: 'Lo sabe; no ve nada nuevo' },
            isRight: true,
            reply: { en: 'Yes, that is so.', es: 'Sí, así es.' },
          },
        ],
      },
    },
  ],
  asks: [],
  ifWithdrawn: {
    en: 'Everybody outside whom you let see something here is out at once, and their link stops working. What they have read they still know. You can sign and invite again later.',
    es: 'Todas las personas de fuera que podían ver algo quedan fuera enseguida y su enlace deja de funcionar. Lo que ya leyeron lo saben. Puede firmar e invitar otra vez más tarde.',
  },
  witnessed: false,
  asksAgain: true,
};

export const FAMILY: ConsentContent = {
  title: { en: 'Telling somebody close to you', es: 'Informar a alguien cercano' },
  pieces: [
    {
      id: 'what',
      title: { en: 'Who may be told what', es: 'A quién y qué se dice' },
      text: {
        en: 'You name who may be told, and what: that you are here, how a visit went, or when you can be picked up. The clinic tells nobody else. Notes of talk therapy are never part of it.',
        es: 'Usted nombra a quién se puede informar y de qué: que está aquí, cómo fue una visita, o cuándo pueden recogerle. La clínica no informa a nadie más. Las notas de terapia nunca están incluidas.',
      },
    },
    {
      id: 'after',
      title: { en: 'What they do with it', es: 'Lo que hacen con ello' },
      text: {
        en: 'What a person has heard they may tell others. The clinic cannot stop that. So name only those whom you trust.',
        es: 'Lo que una persona oyó puede contarlo a otras. La clínica no puede impedirlo. Por eso nombre solo a quienes tenga confianza.',
      },
      question: {
        asks: { en: 'Can the clinic stop them from telling others?', es: '¿Puede la clínica impedir que lo cuenten?' },
        choices: [
          {
            id: 'yes',
            says: { en: 'Yes', es: 'Sí' },
            isRight: false,
            reply: {
              en: 'Sadly it cannot. So name only those whom you trust. Let us try once more.',
              es: 'Por desgracia no puede. Por eso nombre solo a quienes tenga confianza. Probemos otra vez.',
            },
          },
          {
            id: 'no',
            says: { en: 'No', es: 'No' },
            isRight: true,
            reply: { en: 'Yes, that is so.', es: 'Así es.' },
          },
        ],
      },
    },
  ],
  asks: [
    {
      id: 'who',
      label: { en: 'Who may be told (name and who they are to you)', es: 'A quién (nombre y quién es para usted)' },
      most: 300,
    },
    { id: 'what', label: { en: 'What they may be told', es: 'Qué se les puede decir' }, most: 600 },
  ],
  ifWithdrawn: {
    en: 'The clinic tells them nothing more, from now on. What they have heard they still know. You can sign again, with other names too.',
    es: 'La clínica no les dice nada más desde ahora. Lo que ya oyeron lo saben. Puede firmar otra vez, también con otros nombres.',
  },
  witnessed: false,
  asksAgain: true,
};
