import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayDo, mayEver } from '../authority/may-do.ts';
import { ROLES, type Role } from '../roles.ts';
import { NOTE_KIND_WORDS, NOTE_KINDS } from './note-types.ts';
import { emptySections, NOTE_TEMPLATES, noteText, sectionsOf, strangeSections } from './templates.ts';

const written = fc
  .constantFrom(...NOTE_TEMPLATES)
  .chain((template) =>
    fc.tuple(
      fc.constant(template),
      fc.record(
        Object.fromEntries(sectionsOf(template).map(({ id }) => [id, fc.string()])) as Record<
          string,
          fc.Arbitrary<string>
        >,
      ),
    ),
  );

describe('a progress note', () => {
  test('is read as one text that holds all that was written, under its sections’ names, in the template’s order', () => {
    fc.assert(
      fc.property(written, ([template, sections]) => {
        const text = noteText(template, sections);
        let from = 0;
        for (const { id, name } of sectionsOf(template)) {
          const said = (sections[id] ?? '').trim();
          if (said === '') continue;
          const at = text.indexOf(`${name}\n${said}`, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + name.length + said.length;
        }
        expect(text === '').toBe(emptySections(template, sections).length === sectionsOf(template).length);
      }),
    );
  });

  test('names what the template does not have, rather than dropping it', () => {
    expect(strangeSections('dap', { data: 'Came', subjective: 'Typed elsewhere' })).toEqual(['subjective']);
  });

  test.each(NOTE_TEMPLATES)(
    'by %s says of each section what belongs in it, each under a name of its own',
    (template) => {
      const sections = sectionsOf(template);
      expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length);
      for (const { holds } of sections) expect(holds).toMatch(/\.$/);
    },
  );
});

describe('each type of note has its own writers and readers', () => {
  const writers = (kind: (typeof NOTE_KINDS)[number]): readonly Role[] =>
    ROLES.filter((role) => mayEver(NOTE_KIND_WORDS[kind].write, [role]));

  test('a progress note is a clinician’s, a guide observation a guide’s or therapist’s', () => {
    expect(writers('progress')).toEqual(['medical_director', 'prescriber', 'anesthesia', 'nurse', 'therapist']);
    expect(writers('guide')).toEqual(['therapist', 'guide']);
    expect(writers('psychotherapy')).toEqual(['medical_director', 'prescriber', 'therapist']);
  });

  test('none is ever read at the front desk or by who runs the clinic', () => {
    for (const kind of NOTE_KINDS)
      for (const role of ['front_desk', 'clinic_admin'] as const)
        expect(mayEver(NOTE_KIND_WORDS[kind].read, [role]), `${kind}, ${role}`).toBe(false);
  });

  test('guide observations are read by the care team, and written by who was there or belongs to it', () => {
    const inTeam = { 'in the care team': true } as const;
    for (const role of ['prescriber', 'anesthesia', 'nurse', 'therapist', 'guide'] as const) {
      expect(mayDo('read guide observations', { roles: [role], conditions: inTeam }).allowed, role).toBe(true);
      expect(mayDo('read guide observations', { roles: [role] }).allowed, role).toBe(false);
    }
    expect(mayDo('write guide observations', { roles: ['guide'] }).allowed).toBe(false);
    expect(mayDo('write guide observations', { roles: ['guide'], conditions: inTeam }).allowed).toBe(true);
    const present = { 'present in the session': true } as const;
    expect(mayDo('write guide observations', { roles: ['guide'], conditions: present }).allowed).toBe(true);
  });
});
