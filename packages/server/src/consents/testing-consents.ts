/** For tests: a patient who has come in by their link, reads a consent, answers rightly, and signs. */
import { randomUUID } from 'node:crypto';
import { consentDocumentId, shippedConsent } from '@holdspace/care';
import type { Answer, RunningClinic } from '../testing.ts';

export interface PatientCaller {
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
}

export async function comeInAs(clinic: RunningClinic, patientId: string): Promise<PatientCaller> {
  const { invitation } = (await clinic.as('front_desk').post(`/api/patients/${patientId}/portal-invitation`, {})).body;
  const answer = await clinic.nobody.ask(
    'POST',
    '/api/reader/come-in',
    { secret: invitation.link.split('#')[1], code: invitation.code },
    { 'sec-fetch-site': 'same-origin' },
  );
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const ask = (method: string, path: string, body?: unknown) =>
    clinic.nobody.ask(method, path, body, { cookie, 'sec-fetch-site': 'same-origin' });
  return { get: (path) => ask('GET', path), post: (path, body) => ask('POST', path, body) };
}

/** The right answer of each question that comes with Holdspace, by the id of its piece. */
const RIGHT: Readonly<Record<string, string>> = Object.fromEntries(
  (['kap', 'medical'] as const)
    .flatMap((kind) =>
      (
        [
          'treatment',
          'off_label',
          'touch',
          'recording',
          'group',
          'research',
          'messages',
          'outside_therapist',
          'family',
        ] as const
      ).flatMap((purpose) =>
        shippedConsent(purpose, { route: 'intramuscular', substance: 'ketamine', kind }).pieces.map((piece) => ({
          document: consentDocumentId(purpose, ''),
          piece,
        })),
      ),
    )
    .flatMap(({ document, piece: { id, question } }) => {
      const right = question?.choices.find(({ isRight }) => isRight);
      return right ? [[`${document.split('.')[0]} ${id}`, right.id]] : [];
    }),
);

export async function rightAnswers(patient: PatientCaller, document: string): Promise<number> {
  const { consent } = (await patient.get(`/api/reader/consents/${document}`)).body;
  for (const { piece } of consent.questions)
    await patient.post(`/api/reader/consents/${document}/answers`, {
      id: randomUUID(),
      version: consent.version,
      piece,
      choice: RIGHT[`${document.split('.')[0]} ${piece}`],
    });
  return consent.version;
}

export async function readAndSign(patient: PatientCaller, document: string, signing: object): Promise<void> {
  const version = await rightAnswers(patient, document);
  const answer = await patient.post(`/api/reader/consents/${document}/signatures`, { ...signing, version });
  if (answer.status !== 201) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
}
