/**
 * The demo's inbox and forms: what its invented people wrote before they came. Patients of the demo have no sign-in, so what
 * is theirs is stored as theirs. One asks again through the public page and is a patient already: the clinic looks first.
 */
import { randomUUID } from 'node:crypto';
import { answerDue, DEFAULT_PROMISE, type FormAnswers, INTAKE, instant, MINUTE, RXNORM } from '@holdspace/care';
import type { Patient, Store } from '@holdspace/store';

const CODES = 'urn:holdspace:code-system:intake';
const code = (one: string, display: string) => ({ code: one, display, system: CODES });
const [YES, NO] = [code('yes', 'Yes'), code('no', 'No')];

const SENT: Readonly<Record<string, { readonly language: 'en' | 'es'; readonly answers: FormAnswers }>> = {
  'Otis Quillfeather': {
    language: 'en',
    answers: {
      called: 'Otis',
      height: { value: 71, unit: '[in_i]' },
      weight: { value: 200, unit: '[lb_av]' },
      'contact-name': 'Bea, my daughter',
      'contact-phone': '555 0142',
      escort: YES,
      'escort-who': 'Bea, 555 0142',
      brings: 'Four winters of this now. I get up, and then I sit on the edge of the bed.',
      tried: 'Two kinds of pills and a light box. The light box helped a little, for a while.',
      health: 'Thyroid, since 2011. Gall bladder out in 2016.',
      therapist: NO,
      takes: YES,
      medicines: [
        { system: RXNORM, code: '6470', display: 'lorazepam' },
        { system: RXNORM, code: '10582', display: 'levothyroxine' },
        'Magnesium, from the health shop',
      ],
      doses: 'Lorazepam 1 mg when I need it, about twice a week. Levothyroxine 75 in the morning. Magnesium at night.',
      allergies: NO,
      'had-ketamine': NO,
      'bad-reaction': NO,
      hope: 'To want to go out to the boat again.',
      worry: 'That I will not be in charge of myself.',
    },
  },
  'Maya Fernhollow': {
    language: 'es',
    answers: {
      called: 'Maya',
      'contact-name': 'Julián',
      'contact-phone': '555 0117',
      escort: YES,
      brings: 'Desde el accidente no puedo manejar. Ni siquiera sentarme adelante.',
      takes: NO,
      allergies: YES,
      'allergic-to': 'Penicilina: ronchas, de niña.',
      'had-ketamine': NO,
      hope: 'Llevar a mi hija a la escuela.',
    },
  },
};
const ASKS_AGAIN = 'Nell Harrowgate';
const WORDS =
  'I was with you this month. A friend told me about the other way, with a therapist. Could we talk about it?';
const ASKED_BEFORE = 7 * 60 * MINUTE;

/** `present`: the story’s moment. Nothing for whom is not named here. */
export async function askAndFill(store: Store, clinicId: string, present: number): Promise<void> {
  for (const patient of await store.patients.list(clinicId)) {
    if (patient.name === ASKS_AGAIN) await ask(store, clinicId, patient, present);
    const sent = SENT[patient.name];
    if (!sent || (await store.forms.latest(clinicId, patient.id, INTAKE.id))) continue;
    await store.forms.submit(
      clinicId,
      {
        id: randomUUID(),
        patientId: patient.id,
        questionnaire: INTAKE.id,
        questionnaireVersion: INTAKE.version,
        language: sent.language,
        by: { kind: 'patient', id: patient.id },
        submittedAt: instant(present - 12 * 24 * 60 * MINUTE),
        crisis: false,
        answers: sent.answers,
      },
      0,
    );
  }
}

async function ask(store: Store, clinicId: string, { name, dateOfBirth }: Patient, present: number): Promise<void> {
  const receivedAt = instant(present - ASKED_BEFORE);
  await store.consults.receive(clinicId, {
    request: { id: randomUUID(), language: 'en', name, dateOfBirth, telephone: '555 0163', words: WORDS },
    receivedAt,
    dueAt: answerDue(receivedAt, DEFAULT_PROMISE.hours),
    crisis: false,
  });
}
