/** The words of a patient's own place, of how they come in, and of their groups. */
import { defineWords } from '../language/words.ts';

export const PLACE_WORDS = defineWords('a patient’s place', {
  en: { title: 'Your place', loading: 'Loading', failed: 'Your place could not be shown' },
  es: { title: 'Su lugar', loading: 'Cargando', failed: 'No se pudo mostrar su lugar' },
});

export const PASSKEY_WORDS = defineWords('passkeys of a patient', {
  en: {
    title: 'How you sign in',
    says: 'By a link to your e-mail, or by a passkey: your finger, your face or your device’s own PIN, and no e-mail to wait for.',
    remove: 'Remove',
    removeAsks: 'Remove {{name}}?',
    name: 'Name of the new passkey',
    example: 'My phone',
    add: 'Add a passkey',
    whileAgo: 'You signed in a while ago.',
    onceMore: 'Sign in once more',
    thenAdd: ', then add it.',
  },
  es: {
    title: 'Cómo entra',
    says: 'Con un enlace a su correo, o con una llave de acceso: su dedo, su cara o el PIN de su propio aparato, y ningún correo que esperar.',
    remove: 'Quitar',
    removeAsks: '¿Quitar {{name}}?',
    name: 'Nombre de la nueva llave de acceso',
    example: 'Mi teléfono',
    add: 'Añadir una llave de acceso',
    whileAgo: 'Usted entró hace un rato.',
    onceMore: 'Entre otra vez',
    thenAdd: ' y luego añádala.',
  },
});

export const DOOR_WORDS = defineWords('the patients’ door', {
  en: {
    title: 'Sign in as a patient',
    passkey: 'Sign in with a passkey',
    email: 'E-mail',
    emailHint: 'The one that your clinic has from you. No password is needed.',
    sendLink: 'Send me a link',
    look: 'Look into your mailbox.',
    onItsWay: 'If the clinic knows this e-mail, a link is on its way. It works once, within a quarter of an hour.',
    linkTitle: 'Your sign-in link',
    signIn: 'Sign in',
    openWhole: 'Open the link in your e-mail, whole.',
    usedUp: 'This link was used already, or is too old. Ask for another.',
    another: 'Ask for another link',
  },
  es: {
    title: 'Entrar como paciente',
    passkey: 'Entrar con una llave de acceso',
    email: 'Correo electrónico',
    emailHint: 'El que usted le dio a su clínica. No hace falta contraseña.',
    sendLink: 'Mandarme un enlace',
    look: 'Mire su correo.',
    onItsWay: 'Si la clínica conoce este correo, un enlace va en camino. Sirve una vez, durante un cuarto de hora.',
    linkTitle: 'Su enlace para entrar',
    signIn: 'Entrar',
    openWhole: 'Abra entero el enlace que está en su correo.',
    usedUp: 'Este enlace ya se usó o es muy viejo. Pida otro.',
    another: 'Pedir otro enlace',
  },
});

export const GROUP_WORDS = defineWords('groups of a patient', {
  en: {
    notPlanned: 'In {{place}}; the next meeting is not planned yet',
    people_one: '1 person, led by {{leaders}}.',
    people_other: '{{count}} people, led by {{leaders}}.',
    agreed: 'You have agreed to keep what is said there.',
    agree: 'I agree',
    notNow: 'Not now',
    read: 'Read and agree to keep what is said',
  },
  es: {
    notPlanned: 'En {{place}}; la próxima reunión todavía no está planeada',
    people_one: '1 persona, a cargo de {{leaders}}.',
    people_other: '{{count}} personas, a cargo de {{leaders}}.',
    agreed: 'Usted aceptó guardar lo que se dice ahí.',
    agree: 'Acepto',
    notNow: 'Ahora no',
    read: 'Leer y aceptar guardar lo que se dice',
  },
});

/** Of the page of a member of the care team outside. */
export const OUTSIDE_WORDS = defineWords('the page of a member outside', {
  en: {
    patient: 'A patient of yours',
    loading: 'Loading',
    failed: 'The page could not be shown',
    lets: '{{patient}} lets you, {{member}}, see this until {{day}}: {{scopes}}. It can end at any moment, and they see that you looked.',
    keptBack: 'Something is kept back: the consent does not name it.',
    focusTitle: 'Focus and intention',
    nothing: 'Nothing yet.',
    focus: 'Focus: {{words}}',
    intention: 'Intention: {{words}}',
    notWritten: 'None was written down.',
    sessions: 'Sessions',
    none: 'None yet.',
    planned: 'Planned',
    scores: 'Questionnaire scores',
    integration: 'Integration',
    atClinic: '{{what}}, written at the clinic',
    youAnd: 'You and {{clinic}}',
    careTeam: 'the care team at {{clinic}}',
  },
  es: {
    patient: 'Un paciente suyo',
    loading: 'Cargando',
    failed: 'No se pudo mostrar la página',
    lets: '{{patient}} le deja ver esto a usted, {{member}}, hasta el {{day}}: {{scopes}}. Puede terminar en cualquier momento, y esa persona ve que usted miró.',
    keptBack: 'Algo no se muestra: el consentimiento no lo nombra.',
    focusTitle: 'Tema e intención',
    nothing: 'Todavía nada.',
    focus: 'Tema: {{words}}',
    intention: 'Intención: {{words}}',
    notWritten: 'No se anotó nada.',
    sessions: 'Sesiones',
    none: 'Todavía ninguna.',
    planned: 'Planeada',
    scores: 'Resultados de cuestionarios',
    integration: 'Integración',
    atClinic: '{{what}}, escrito en la clínica',
    youAnd: 'Usted y {{clinic}}',
    careTeam: 'el equipo de {{clinic}}',
  },
});
