/**
 * Who is said to come in must work here, under that name and in those roles: the gates and the presence rules go by
 * what the log says of a person, and the core, which knows no clinic, believes it.
 */
import { type Command, type CommandOf, comingIn, type Practitioner, ROLE_NAMES } from '@holdspace/care';
import type { Store } from '@holdspace/store';
import { badField, type Problem } from '../problem.ts';

type Person = CommandOf<'JoinSession'>['person'];

/** Throws the problem that names the field where somebody who comes in is not known here as that. */
export async function demandKnownPeople(store: Store, clinicId: string, commands: readonly Command[]): Promise<void> {
  const coming = commands.flatMap((command, index) => {
    const person = comingIn(command);
    const field = command.type === 'HandOverPresence' ? 'to' : 'person';
    return person ? [{ person, field: commands.length > 1 ? `${index}.${field}` : field }] : [];
  });
  if (coming.length === 0) return;
  const known = new Map((await store.practitioners.list(clinicId)).map((one) => [one.id, one]));
  for (const { person, field } of coming) {
    const problem = problemOf(person, known.get(person.id), field);
    if (problem) throw problem;
  }
}

function problemOf(
  person: Person,
  known: Pick<Practitioner, 'name' | 'roles'> | undefined,
  field: string,
): Problem | undefined {
  if (!known)
    return badField(
      `${field}.id`,
      'unknown-person',
      'Nobody of this clinic has this id. Choose from the list of people.',
    );
  if (person.name !== known.name)
    return badField(
      `${field}.name`,
      'another-person',
      `This id is not ${person.name}’s. Choose from the list of people.`,
    );
  const role = person.roles.find((one) => !known.roles.includes(one));
  if (role)
    return badField(
      `${field}.roles`,
      'another-person',
      `${known.name} is not here as ${ROLE_NAMES[role].toLowerCase()}.`,
    );
  return undefined;
}
