/** Consents that belong to what happens in the room: off-label use, touch, recording, the group. All `background`. */
import { GROUP_CONSENT_TEXT } from '../../groups/group.ts';
import type { ConsentContent } from '../document.ts';

/** Source: clinical.md §1 (not approved for any psychiatric disorder; background). */
export const OFF_LABEL: ConsentContent = {
  title: { en: 'Off-label use of ketamine', es: 'Uso de ketamina fuera de lo aprobado' },
  pieces: [
    {
      id: 'meaning',
      title: { en: 'What off-label means', es: 'Qué significa' },
      text: {
        en: 'In the United States ketamine is approved for use in surgery. It is not approved to treat depression, anxiety or trauma. Doctors may still use it for that. This is called off-label use. It is legal and common in medicine.',
        es: 'En Estados Unidos la ketamina está aprobada para cirugías. No está aprobada para tratar la depresión, la ansiedad o el trauma. Los médicos aún pueden usarla para eso. Se llama uso fuera de lo aprobado. Es legal y común en la medicina.',
      },
      question: {
        asks: {
          en: 'Is ketamine approved to treat depression?',
          es: '¿Está aprobada la ketamina para tratar la depresión?',
        },
        choices: [
          {
            id: 'yes',
            says: { en: 'Yes', es: 'Sí' },
            isRight: false,
            reply: {
              en: 'Many people think so. It is not: the use here is off-label. Let us try once more.',
              es: 'Muchas personas lo creen. No lo está: aquí se usa fuera de lo aprobado. Probemos otra vez.',
            },
          },
          {
            id: 'no',
            says: { en: 'No, it is used off-label', es: 'No, se usa fuera de lo aprobado' },
            isRight: true,
            reply: { en: 'Yes, that is so.', es: 'Sí, así es.' },
          },
        ],
      },
    },
    {
      id: 'known',
      title: { en: 'What is less known', es: 'Lo que se sabe menos' },
      text: {
        en: 'Less is known about how well it works for this, and about using it for a long time. Your insurance may not pay for it. Ask us what it costs you.',
        es: 'Se sabe menos de qué tan bien funciona para esto y de su uso por mucho tiempo. Es posible que su seguro no lo pague. Pregúntenos cuánto le cuesta.',
      },
    },
  ],
  asks: [],
  ifWithdrawn: {
    en: 'No more doses are given to you, because every dose here is off-label use. Visits to come are talked over with you. You can sign again later.',
    es: 'Ya no se le dan más dosis, porque aquí cada dosis es uso fuera de lo aprobado. Las próximas visitas se hablan con usted. Puede firmar otra vez más tarde.',
  },
  witnessed: false,
  asksAgain: true,
};

/**
 * What touch may be, in writing. The day's own asking, the stop sign and taking it back are the session's (session/touch).
 * That it is witnessed is a default of the project's own.
 */
export const TOUCH: ConsentContent = {
  title: { en: 'Touch that supports you', es: 'Contacto que le apoya' },
  pieces: [
    {
      id: 'what',
      title: { en: 'What touch may be', es: 'Qué puede ser' },
      text: {
        en: 'In a session somebody may hold your hand, or lay a hand on your arm, shoulder or back. It is only there to support you. It is never sexual. You do not have to agree. Treatment is the same without it.',
        es: 'En una sesión alguien puede tomarle la mano, o poner una mano en su brazo, hombro o espalda. Es solo para apoyarle. Nunca es sexual. No tiene que aceptar. El tratamiento es igual sin ello.',
      },
    },
    {
      id: 'day',
      title: { en: 'You are asked again each time', es: 'Se le pregunta otra vez cada día' },
      text: {
        en: 'This paper alone allows nothing. On each day you are asked again, before the medicine: what is welcome, what is not, and how you say stop. Under the medicine you can take it back with a word or a sign. You cannot add to it then.',
        es: 'Este papel solo no permite nada. Cada día se le pregunta otra vez, antes del medicamento: qué acepta, qué no, y cómo dice alto. Bajo el medicamento puede retirarlo con una palabra o una seña. Entonces no puede ampliarlo.',
      },
      question: {
        asks: {
          en: 'You sign here. May somebody touch you next week without asking?',
          es: 'Usted firma aquí. ¿Puede alguien tocarle la próxima semana sin preguntar?',
        },
        choices: [
          {
            id: 'yes',
            says: { en: 'Yes, I have signed', es: 'Sí, ya firmé' },
            isRight: false,
            reply: {
              en: 'No, and that protects you: you are asked anew on each day. Let us try once more.',
              es: 'No, y eso le protege: se le pregunta de nuevo cada día. Probemos otra vez.',
            },
          },
          {
            id: 'no',
            says: { en: 'No, I am asked again that day', es: 'No, se me pregunta otra vez ese día' },
            isRight: true,
            reply: { en: 'Yes. And you can stop it at any time.', es: 'Sí. Y puede pararlo en cualquier momento.' },
          },
        ],
      },
    },
    {
      id: 'limits',
      title: { en: 'If something feels wrong', es: 'Si algo no se siente bien' },
      text: {
        en: 'If a touch was not right for you, say so to anybody here, or to the medical director. You will be heard. You can also write to the state board that licenses your therapist.',
        es: 'Si un contacto no estuvo bien para usted, dígalo a cualquier persona aquí o a la dirección médica. Le van a escuchar. También puede escribir a la junta estatal que da la licencia a su terapeuta.',
      },
    },
  ],
  asks: [],
  ifWithdrawn: {
    en: 'Nobody lays a hand on you in a session, unless you are in danger. Treatment goes on without touch. You can sign again later.',
    es: 'Nadie le toca en una sesión, a menos que esté en peligro. El tratamiento sigue sin contacto. Puede firmar otra vez más tarde.',
  },
  witnessed: true,
  asksAgain: true,
};

export const RECORDING: ConsentContent = {
  title: { en: 'Recording sound or video', es: 'Grabar sonido o video' },
  pieces: [
    {
      id: 'what',
      title: { en: 'What is recorded', es: 'Qué se graba' },
      text: {
        en: 'The clinic may record a session in sound or video, for you or to train staff. You are told each time before it starts. You can ask to stop it at any moment.',
        es: 'La clínica puede grabar una sesión en sonido o video, para usted o para formar al personal. Se le avisa cada vez antes de empezar. Puede pedir que se pare en cualquier momento.',
      },
    },
    {
      id: 'who',
      title: { en: 'Who sees it', es: 'Quién la ve' },
      text: {
        en: 'Only your care team, and those whom you name. It is kept as safe as your record. You may say things under the medicine that you would not say otherwise. Think about that before you agree.',
        es: 'Solo su equipo, y las personas que usted nombre. Se guarda tan segura como su expediente. Bajo el medicamento puede decir cosas que no diría de otro modo. Piénselo antes de aceptar.',
      },
      question: {
        asks: { en: 'Do you need to agree to be treated?', es: '¿Tiene que aceptar para recibir tratamiento?' },
        choices: [
          {
            id: 'yes',
            says: { en: 'Yes', es: 'Sí' },
            isRight: false,
            reply: {
              en: 'No, treatment is the same without a recording. Let us try once more.',
              es: 'No, el tratamiento es igual sin grabación. Probemos otra vez.',
            },
          },
          {
            id: 'no',
            says: { en: 'No, it is my free choice', es: 'No, lo decido yo' },
            isRight: true,
            reply: { en: 'Yes, it is up to you.', es: 'Sí, usted decide.' },
          },
        ],
      },
    },
  ],
  asks: [],
  ifWithdrawn: {
    en: 'Nothing more is recorded. Ask the clinic what happens to what was recorded before. Treatment goes on.',
    es: 'No se graba nada más. Pregunte a la clínica qué pasa con lo ya grabado. El tratamiento sigue.',
  },
  witnessed: false,
  asksAgain: true,
};

const { en, es } = GROUP_CONSENT_TEXT;
/** The text is the group's own (care/groups); signing it counts as the agreement in each of the patient's groups. */
export const GROUP: ConsentContent = {
  title: { en: 'What is said in the group stays there', es: 'Lo que se dice en el grupo se queda ahí' },
  pieces: [
    {
      id: 'keep',
      title: { en: 'What I keep', es: 'Lo que guardo' },
      text: { en: en[0], es: es[0] },
      question: {
        asks: {
          en: 'May you tell a friend who is in the group?',
          es: '¿Puede contarle a una amistad quién está en el grupo?',
        },
        choices: [
          {
            id: 'yes',
            says: { en: 'Yes, if I trust the friend', es: 'Sí, si confío en esa persona' },
            isRight: false,
            reply: {
              en: 'Not even then: each of the others relies on it. Of yourself you may tell what you want. Let us try once more.',
              es: 'Ni siquiera entonces: las demás personas confían en ello. De usted puede contar lo que quiera. Probemos otra vez.',
            },
          },
          {
            id: 'no',
            says: { en: 'No', es: 'No' },
            isRight: true,
            reply: { en: 'Yes, that stays here.', es: 'Sí, eso se queda aquí.' },
          },
        ],
      },
    },
    {
      id: 'leaders',
      title: { en: 'What the leaders can promise', es: 'Lo que pueden prometer quienes lo dirigen' },
      text: { en: en[1], es: es[1] },
    },
    {
      id: 'free',
      title: { en: 'What I may do', es: 'Lo que puedo hacer' },
      text: { en: en[2], es: es[2] },
    },
    {
      id: 'danger',
      title: { en: 'When somebody is in danger', es: 'Cuando alguien está en peligro' },
      text: { en: en[3], es: es[3] },
    },
  ],
  asks: [],
  ifWithdrawn: {
    en: 'You do not come to the group until you sign again. What you heard there still stays there. Your own treatment goes on.',
    es: 'No viene al grupo hasta que firme otra vez. Lo que oyó ahí se queda ahí. Su propio tratamiento sigue.',
  },
  witnessed: false,
  asksAgain: true,
};
