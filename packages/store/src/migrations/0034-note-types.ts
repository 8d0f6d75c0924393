/** Types of notes of the record: a progress note is kept as the sections of its template, sealed as one. */
export const noteTypes = {
  id: '0034-note-types',
  sql: `
  -- What was written before is plain text, and stays so. Type and template are chosen when a note is begun and never
  -- change: no grant lets them.
  alter table holdspace.record_note
    add column note_type text not null default 'plain' check (note_type in ('plain', 'progress', 'guide_observation')),
    add column template text check (template in ('soap', 'dap', 'birp')),
    add constraint record_note_sections check ((note_type = 'progress') = (template is not null));
  `,
};
