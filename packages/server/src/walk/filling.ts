/** For tests that walk the API: which clinic is filled, with what word, and by whom. */
import type { TestClinic } from '@holdspace/store/testing';
import type { Answer, Caller, RunningClinic } from '../testing.ts';

export interface Filling {
  readonly running: RunningClinic;
  readonly clinic: TestClinic;
  /** Stands in every name, note, word and place of this clinic. */
  readonly word: string;
}

/** Throws where something of a fixture was not taken. */
export function taken(answer: Answer): Answer['body'] {
  if (answer.status >= 300) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Who runs the clinic and treats everybody in it: what a fixture needs, they may do. */
export const director = ({ running, clinic }: Filling): Promise<Caller> =>
  running.callerAt(running.server.url, clinic.clinicId, clinic.practitioners.medical_director.id);
