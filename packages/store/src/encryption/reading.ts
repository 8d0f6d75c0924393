/** Reading what is sealed while keys are being replaced: a row that was read just before its key was retired is read again. */
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import { SealFault } from './seal-fault.ts';

export async function readingSealed<T>(
  db: Database,
  clinicId: string,
  work: (transaction: ClinicTransaction) => Promise<T>,
): Promise<T> {
  try {
    return await withClinic(db, clinicId, work);
  } catch (error) {
    if (!(error instanceof SealFault) || error.reason !== 'the key was retired') throw error;
    return withClinic(db, clinicId, work);
  }
}
