/** Whom and what an authorization names: the notes are the author's own, and the recipient is somebody who is there. */
import type { Context } from '../context.ts';
import { badField } from '../problem.ts';
import type { AuthorizationBody } from './routes.ts';

/** Throws a problem where one of the notes is not there, or not the author's own about this patient. */
export async function demandOwnNotes(
  { store }: Context,
  clinicId: string,
  authorId: string,
  patientId: string,
  noteIds: readonly string[],
): Promise<void> {
  for (const id of noteIds)
    if ((await store.psychotherapyNotes.find(clinicId, authorId, id))?.patientId !== patientId)
      throw badField('noteIds', 'unknown', 'Notes: choose among your own about this patient.');
}

/** The recipient's name. Throws a problem where they are not who they must be. */
export async function recipientOf(
  { store }: Context,
  clinicId: string,
  patient: { readonly id: string; readonly name: string },
  { recipientKind, recipientId, recipient }: AuthorizationBody,
): Promise<string> {
  const unknown = (field: string, message: string) => badField(field, 'recipient', message);
  if ((recipientKind === 'practitioner' || recipientKind === 'outside_member') !== (recipientId !== undefined))
    throw unknown('recipientId', 'To whom: choose a person.');
  switch (recipientKind) {
    case 'patient':
      return patient.name;
    case 'other':
      if (!recipient) throw unknown('recipient', 'To whom: name the person or the place.');
      return recipient;
    case 'practitioner': {
      const person = await store.practitioners.find(clinicId, recipientId ?? '');
      if (!person) throw unknown('recipientId', 'To whom: nobody of this clinic.');
      return person.name;
    }
    case 'outside_member': {
      const member = await store.outsideMembers.find(clinicId, recipientId ?? '');
      if (member?.patientId !== patient.id)
        throw unknown('recipientId', 'To whom: nobody of this patient’s care team.');
      return member.name;
    }
  }
}
