/** Patients who sign in: which user is which clinic's patient. */
import { type Database, withClinic } from '../database.ts';

/** A patient's account at a clinic: apart from everybody who works there. */
export interface PatientAccount {
  readonly userId: string;
  readonly clinicId: string;
  readonly patientId: string;
}

export function createPatientAccounts(db: Database) {
  const toAccount = (row: { user_id: string; clinic_id: string; patient_id: string }): PatientAccount => ({
    userId: row.user_id,
    clinicId: row.clinic_id,
    patientId: row.patient_id,
  });
  return {
    /** Opens a patient's account, or moves it to another person's sign-in. Throws where there is no such patient. */
    open: (account: PatientAccount): Promise<void> =>
      withClinic(db, account.clinicId, async (transaction) => {
        await transaction
          .selectFrom('holdspace.patient')
          .select('patient_id')
          .where('clinic_id', '=', account.clinicId)
          .where('patient_id', '=', account.patientId)
          .executeTakeFirstOrThrow();
        await transaction
          .insertInto('auth.patient_account')
          .values({ user_id: account.userId, clinic_id: account.clinicId, patient_id: account.patientId })
          .onConflict((conflict) =>
            conflict.columns(['clinic_id', 'patient_id']).doUpdateSet({ user_id: account.userId }),
          )
          .execute();
      }),
    async ofUser(userId: string): Promise<readonly PatientAccount[]> {
      const rows = await db.selectFrom('auth.patient_account').selectAll().where('user_id', '=', userId).execute();
      return rows.map(toAccount);
    },
    /** The user with this e-mail, where they have an account as a patient somewhere. */
    async userOfEmail(email: string): Promise<string | null> {
      const row = await db
        .selectFrom('auth.user as user')
        .innerJoin('auth.patient_account as account', 'account.user_id', 'user.id')
        .select('user.id')
        .where('user.email', '=', email.toLowerCase())
        .executeTakeFirst();
      return row?.id ?? null;
    },
    /** Who signs in as this patient, by e-mail. */
    async emailOf(clinicId: string, patientId: string): Promise<string | null> {
      const row = await db
        .selectFrom('auth.patient_account as account')
        .innerJoin('auth.user as user', 'user.id', 'account.user_id')
        .select('user.email')
        .where('account.clinic_id', '=', clinicId)
        .where('account.patient_id', '=', patientId)
        .executeTakeFirst();
      return row?.email ?? null;
    },
  };
}
