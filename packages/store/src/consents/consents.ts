/** Consents as they are kept: signed, witnessed and withdrawn, each once, by rows that are only ever added. */
import type { Instant, Language, TeachBackAnswer } from '@holdspace/care';
import { sql } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';
import { createConsentDocuments } from './documents.ts';

/** What is known of a signature without opening it. */
export interface ConsentSignature {
  readonly id: string;
  readonly patientId: string;
  readonly documentId: string;
  readonly version: number;
  readonly language: Language;
  readonly textHash: string;
  readonly isDrawn: boolean;
  readonly signedAt: Instant;
  readonly witness?: { readonly practitionerId: string; readonly at: Instant };
  readonly withdrawal?: {
    readonly id: string;
    readonly at: Instant;
    readonly how: 'portal' | 'clinic';
    readonly recordedBy?: string;
  };
}
/** From where, as the audit has it. */
export interface ConsentFrom {
  readonly address: string;
  readonly device?: string;
}
/** What the patient wrote, and the text that they read. */
export interface SignedSecret {
  readonly name: string;
  readonly drawn?: readonly (readonly number[])[];
  readonly filled: readonly { readonly label: string; readonly words: string }[];
  readonly from: ConsentFrom;
  readonly text: {
    readonly title: string;
    readonly pieces: readonly { readonly title: string; readonly text: string }[];
    readonly ifWithdrawn: string;
  };
  /** How often each question was answered wrongly before it was answered rightly, by the title of its piece. */
  readonly tries: readonly { readonly title: string; readonly wrong: number }[];
}
export interface NewConsentSignature extends Omit<ConsentSignature, 'witness' | 'withdrawal'> {
  readonly secret: SignedSecret;
}
export interface ConsentAnswer extends TeachBackAnswer {
  readonly id: string;
  readonly patientId: string;
  readonly documentId: string;
  readonly choice: string;
}
export interface ConsentsOfPatient {
  /** The earliest first. */
  readonly signatures: readonly ConsentSignature[];
  readonly answers: readonly ConsentAnswer[];
}
export interface NewWithdrawal {
  readonly id: string;
  readonly signatureId: string;
  readonly at: Instant;
  readonly how: 'portal' | 'clinic';
  readonly recordedBy?: string;
  readonly words?: string;
  readonly from: ConsentFrom;
}

const placeOf = (clinicId: string, table: 'consent_signature' | 'consent_withdrawal', rowId: string) => ({
  clinicId,
  table,
  column: 'sealed',
  rowId,
});
/** Two tabs that sign at once are heard one after the other. */
const alone = (transaction: ClinicTransaction, patientId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`consents ${patientId}`}, 0))`.execute(transaction);

export function createConsents(db: Database, keyring: Keyring) {
  const signaturesIn = async (
    transaction: ClinicTransaction,
    clinicId: string,
    of: { readonly patientId: string } | { readonly id: string } | { readonly documentId: string },
  ): Promise<readonly ConsentSignature[]> => {
    const rows = await transaction
      .selectFrom('holdspace.consent_signature as s')
      .leftJoin('holdspace.consent_witness as t', (join) =>
        join.onRef('t.clinic_id', '=', 's.clinic_id').onRef('t.signature_id', '=', 's.signature_id'),
      )
      .leftJoin('holdspace.consent_withdrawal as w', (join) =>
        join.onRef('w.clinic_id', '=', 's.clinic_id').onRef('w.signature_id', '=', 's.signature_id'),
      )
      .select([
        's.signature_id',
        's.patient_id',
        's.document_id',
        's.version',
        's.language',
        's.text_hash',
        's.is_drawn',
        's.signed_at',
        't.practitioner_id',
        't.witnessed_at',
        'w.withdrawal_id',
        'w.withdrawn_at',
        'w.withdrawn_how',
        'w.recorded_by',
      ])
      .where('s.clinic_id', '=', clinicId)
      .where((where) => {
        if ('id' in of) return where('s.signature_id', '=', of.id);
        if ('documentId' in of) return where('s.document_id', '=', of.documentId);
        return where('s.patient_id', '=', of.patientId);
      })
      .orderBy('s.signed_at')
      .orderBy('s.signature_id')
      .execute();
    return rows.map((row) => ({
      id: row.signature_id,
      patientId: row.patient_id,
      documentId: row.document_id,
      version: row.version,
      language: row.language as Language,
      textHash: row.text_hash,
      isDrawn: row.is_drawn,
      signedAt: row.signed_at as Instant,
      ...(row.practitioner_id &&
        row.witnessed_at && { witness: { practitionerId: row.practitioner_id, at: row.witnessed_at as Instant } }),
      ...(row.withdrawal_id &&
        row.withdrawn_at &&
        row.withdrawn_how && {
          withdrawal: {
            id: row.withdrawal_id,
            at: row.withdrawn_at as Instant,
            how: row.withdrawn_how,
            ...(row.recorded_by && { recordedBy: row.recorded_by }),
          },
        }),
    }));
  };
  const answersIn = async (
    transaction: ClinicTransaction,
    clinicId: string,
    patientId: string,
  ): Promise<readonly ConsentAnswer[]> => {
    const rows = await transaction
      .selectFrom('holdspace.consent_answer')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .where('patient_id', '=', patientId)
      .orderBy('answered_at')
      .orderBy('answer_id')
      .execute();
    return rows.map((row) => ({
      id: row.answer_id,
      patientId: row.patient_id,
      documentId: row.document_id,
      version: row.version,
      piece: row.piece,
      choice: row.choice,
      isRight: row.is_right,
      at: row.answered_at as Instant,
    }));
  };
  const ofPatientIn = async (
    transaction: ClinicTransaction,
    clinicId: string,
    patientId: string,
  ): Promise<ConsentsOfPatient> => ({
    signatures: await signaturesIn(transaction, clinicId, { patientId }),
    answers: await answersIn(transaction, clinicId, patientId),
  });

  return {
    ...createConsentDocuments(db),

    ofPatient: (clinicId: string, patientId: string): Promise<ConsentsOfPatient> =>
      withClinic(db, clinicId, (transaction) => ofPatientIn(transaction, clinicId, patientId)),
    /** Of all patients; the earliest first. */
    signaturesOf: (clinicId: string, documentId: string): Promise<readonly ConsentSignature[]> =>
      withClinic(db, clinicId, (transaction) => signaturesIn(transaction, clinicId, { documentId })),
    find: async (clinicId: string, id: string): Promise<ConsentSignature | null> =>
      withClinic(db, clinicId, async (transaction) => (await signaturesIn(transaction, clinicId, { id }))[0] ?? null),
    /** A signature opened: what was written, and the words of its withdrawal. */
    open: (
      clinicId: string,
      id: string,
    ): Promise<(ConsentSignature & { readonly secret: SignedSecret; readonly withdrawalWords?: string }) | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const [signature] = await signaturesIn(transaction, clinicId, { id });
        const row = await transaction
          .selectFrom('holdspace.consent_signature')
          .select('sealed')
          .where('clinic_id', '=', clinicId)
          .where('signature_id', '=', id)
          .executeTakeFirst();
        if (!signature || !row) return null;
        const secret = JSON.parse(
          await keyring.open(transaction, row.sealed, placeOf(clinicId, 'consent_signature', id)),
        ) as SignedSecret;
        const { withdrawal } = signature;
        const withdrawn =
          withdrawal &&
          (await transaction
            .selectFrom('holdspace.consent_withdrawal')
            .select('sealed')
            .where('clinic_id', '=', clinicId)
            .where('withdrawal_id', '=', withdrawal.id)
            .executeTakeFirst());
        if (!withdrawal || !withdrawn) return { ...signature, secret };
        const { words } = JSON.parse(
          await keyring.open(transaction, withdrawn.sealed, placeOf(clinicId, 'consent_withdrawal', withdrawal.id)),
        ) as Pick<NewWithdrawal, 'words'>;
        return { ...signature, secret, ...(words && { withdrawalWords: words }) };
      }),

    /** Sent twice, it is kept once. Throws where the id is somebody else's. */
    answer: (clinicId: string, answer: ConsentAnswer): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.consent_answer')
          .values({
            clinic_id: clinicId,
            answer_id: answer.id,
            patient_id: answer.patientId,
            document_id: answer.documentId,
            version: answer.version,
            piece: answer.piece,
            choice: answer.choice,
            is_right: answer.isRight,
            answered_at: answer.at,
          })
          .execute();
      }),

    /**
     * Looks at what is so and signs, with nobody between. The maker answers the signature, or throws; one that is there
     * already by this id is handed to it first, and is never made again.
     */
    sign: (
      clinicId: string,
      patientId: string,
      id: string,
      make: (known: ConsentsOfPatient, same: ConsentSignature | null) => NewConsentSignature | null,
    ): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await alone(transaction, patientId);
        const [same] = await signaturesIn(transaction, clinicId, { id });
        const made = make(await ofPatientIn(transaction, clinicId, patientId), same ?? null);
        if (!made) return;
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        await transaction
          .insertInto('holdspace.consent_signature')
          .values({
            clinic_id: clinicId,
            signature_id: made.id,
            patient_id: made.patientId,
            document_id: made.documentId,
            version: made.version,
            language: made.language,
            text_hash: made.textHash,
            is_drawn: made.isDrawn,
            signed_at: made.signedAt,
            sealed: seal(JSON.stringify(made.secret), placeOf(clinicId, 'consent_signature', made.id)),
          })
          .execute();
      }),

    /** Throws where it is witnessed already, or the id is taken. */
    witness: (
      clinicId: string,
      given: {
        readonly id: string;
        readonly signatureId: string;
        readonly practitionerId: string;
        readonly at: Instant;
      },
    ): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.consent_witness')
          .values({
            clinic_id: clinicId,
            witness_id: given.id,
            signature_id: given.signatureId,
            practitioner_id: given.practitionerId,
            witnessed_at: given.at,
          })
          .execute();
      }),
    /** Who signed as the witness of an id; null where nobody did. */
    witnessOf: (
      clinicId: string,
      id: string,
    ): Promise<{ readonly signatureId: string; readonly practitionerId: string } | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.consent_witness')
          .select(['signature_id', 'practitioner_id'])
          .where('clinic_id', '=', clinicId)
          .where('witness_id', '=', id)
          .executeTakeFirst();
        return row ? { signatureId: row.signature_id, practitionerId: row.practitioner_id } : null;
      }),

    /** Looks at what stands and withdraws, with nobody between who signs. Throws where the id is taken. */
    withdraw: (
      clinicId: string,
      patientId: string,
      make: (known: ConsentsOfPatient) => NewWithdrawal | null,
    ): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await alone(transaction, patientId);
        const given = make(await ofPatientIn(transaction, clinicId, patientId));
        if (!given) return;
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        const { words, from } = given;
        await transaction
          .insertInto('holdspace.consent_withdrawal')
          .values({
            clinic_id: clinicId,
            withdrawal_id: given.id,
            signature_id: given.signatureId,
            withdrawn_at: given.at,
            withdrawn_how: given.how,
            recorded_by: given.recordedBy ?? null,
            sealed: seal(
              JSON.stringify({ from, ...(words && { words }) }),
              placeOf(clinicId, 'consent_withdrawal', given.id),
            ),
          })
          .execute();
      }),
  };
}
