/** The patient's copy of a consent as a PDF: the text as it was read, the signature, and what came of it. */
import { dateTimeIn, type Language, SIGNATURE_SHEET } from '@holdspace/care';
import type { ConsentSignature, SignedSecret } from '@holdspace/store';
import type { FastifyReply } from 'fastify';
import type { Content } from 'pdfmake/interfaces.js';
import { INK, print, QUIET } from '../paper/paper.ts';
import { GONE, type Names } from './shapes.ts';

const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    copy: 'Copy for the patient',
    version: 'Version',
    signed: 'Signed',
    by: 'Name as typed',
    drawn: 'Signature as drawn',
    typed: 'Nothing was drawn: the typed name is the signature.',
    witnessed: 'Seen by',
    withdrawn: 'Withdrawn',
    tries: 'Questions answered; wrong answers before the right one',
    from: 'From',
    ifWithdrawn: 'If you withdraw it',
    hash: 'SHA-256 of the text as it was read',
  },
  es: {
    copy: 'Copia para el paciente',
    version: 'Versión',
    signed: 'Firmado',
    by: 'Nombre como se escribió',
    drawn: 'Firma como se dibujó',
    typed: 'No se dibujó nada: el nombre escrito es la firma.',
    witnessed: 'Visto por',
    withdrawn: 'Retirado',
    tries: 'Preguntas contestadas; respuestas equivocadas antes de la correcta',
    from: 'Desde',
    ifWithdrawn: 'Si lo retira',
    hash: 'SHA-256 del texto como se leyó',
  },
};

const pathOf = (points: readonly number[]): string => {
  const pairs = Array.from(
    { length: Math.floor(points.length / 2) },
    (_, i) => `${points[2 * i]} ${points[2 * i + 1]}`,
  );
  return `M${pairs.join('L')}${pairs.length === 1 ? `L${pairs[0]}` : ''}`;
};
const drawing = (strokes: readonly (readonly number[])[]): string => {
  const { width, height } = SIGNATURE_SHEET;
  const paths = strokes.map(
    (points) => `<path d="${pathOf(points)}" fill="none" stroke="${INK}" stroke-width="4" stroke-linecap="round"/>`,
  );
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" xmlns="http://www.w3.org/2000/svg">${paths.join('')}</svg>`;
};

interface Copy {
  readonly clinic: { readonly name: string; readonly zone: string };
  readonly patient: { readonly name: string; readonly dateOfBirth: string; readonly recordNumber: string };
  readonly signature: ConsentSignature & { readonly secret: SignedSecret };
  readonly names: Names;
}

export async function copyPdf({ clinic, patient, signature, names }: Copy): Promise<Uint8Array> {
  const { secret, language, witness, withdrawal } = signature;
  const say = (key: string) => WORDS[language][key] ?? '';
  const when = (at: string) => `${dateTimeIn(clinic.zone, at as Parameters<typeof dateTimeIn>[1])} (${clinic.zone})`;
  const line = (label: string, value: string): Content => ({
    text: [{ text: `${label}: `, color: QUIET }, { text: value }],
    margin: [0, 2, 0, 0],
  });
  const section = (text: string): Content => ({ text, style: 'section' });
  return print({
    kind: 'reading',
    language,
    title: secret.text.title,
    head: { whose: `${patient.name}   ${patient.dateOfBirth}   ${patient.recordNumber}`, what: clinic.name },
    foot: `${say('hash')}: ${signature.textHash}`,
    content: [
      { text: say('copy'), color: QUIET },
      { text: secret.text.title, fontSize: 18, bold: true, margin: [0, 2, 0, 0] },
      { text: `${say('version')} ${signature.version}`, color: QUIET },
      ...secret.text.pieces.flatMap(({ title, text }) => [section(title), { text }]),
      section(say('ifWithdrawn')),
      { text: secret.text.ifWithdrawn },
      ...secret.filled.flatMap(({ label, words }) => [section(label), { text: words }]),
      {
        unbreakable: true,
        stack: [
          section(`${say('signed')} ${when(signature.signedAt)}`),
          line(say('by'), secret.name),
          ...(secret.drawn
            ? [line(say('drawn'), ''), { svg: drawing(secret.drawn), width: 260 } as Content]
            : [{ text: say('typed'), margin: [0, 2, 0, 0] } as Content]),
          line(say('from'), `${secret.from.address}${secret.from.device ? `, ${secret.from.device}` : ''}`),
          ...(witness
            ? [line(say('witnessed'), `${names.get(witness.practitionerId) ?? GONE}, ${when(witness.at)}`)]
            : []),
          ...(secret.tries.length > 0
            ? [line(say('tries'), secret.tries.map(({ title, wrong }) => `${title}: ${wrong}`).join('; '))]
            : []),
          ...(withdrawal
            ? [{ text: `${say('withdrawn')} ${when(withdrawal.at)}`, bold: true, margin: [0, 8, 0, 0] } as Content]
            : []),
        ],
      },
    ],
  });
}

export async function sendCopy(reply: FastifyReply, copy: Copy): Promise<FastifyReply> {
  const pdf = await copyPdf(copy);
  const { documentId, version } = copy.signature;
  return reply
    .header('content-type', 'application/pdf')
    .header(
      'content-disposition',
      `inline; filename="consent-${documentId.replace(/[^a-z0-9_-]/g, '-')}-v${version}.pdf"`,
    )
    .send(Buffer.from(pdf));
}
