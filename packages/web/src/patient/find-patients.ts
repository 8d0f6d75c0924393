/** Finds patients by the beginnings of their names, whatever the accents and the order, or by record number. */
import type { PatientListed } from '../api/shapes.ts';

/** What parts the words of a name, in the clinic's list and in what is typed alike. */
const BETWEEN_WORDS = /[\s'’-]+/;
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Every word asked for must begin a word of the name, or stand in the record number. In order of name. */
export function findPatients(patients: readonly PatientListed[], asked: string): PatientListed[] {
  const words = plain(asked).split(BETWEEN_WORDS).filter(Boolean);
  return patients
    .filter((patient) => {
      const names = plain(patient.name).split(BETWEEN_WORDS);
      const number = plain(patient.recordNumber);
      return words.every((word) => names.some((name) => name.startsWith(word)) || number.includes(word));
    })
    .sort((one, other) => one.name.localeCompare(other.name));
}
