/** The sections of the editor: those in which the protocol is read, each with the fields that it is written by. */

export interface EditorSection {
  readonly id: string;
  readonly title: string;
  /** Top fields of the document. */
  readonly fields: readonly string[];
}

export const EDITOR_SECTIONS: readonly EditorSection[] = [
  { id: 'treatment', title: 'The treatment', fields: ['name', 'summary', 'treats', 'approval', 'medicine'] },
  { id: 'dose', title: 'The dose', fields: ['dose', 'delivery'] },
  { id: 'phases', title: 'The session, phase by phase', fields: ['phases'] },
  { id: 'gates', title: 'What must be true before a dose', fields: ['gates'] },
  { id: 'monitoring', title: 'What is watched', fields: ['monitoring'] },
  { id: 'calls', title: 'When somebody is called', fields: ['callLimits'] },
  { id: 'leaving', title: 'When the patient may leave', fields: ['discharge'] },
  { id: 'setting', title: 'How the room is made ready', fields: ['setting'] },
  { id: 'visits', title: 'The visits around it', fields: ['visits'] },
  { id: 'measures', title: 'What is measured', fields: ['measures'] },
  { id: 'afterwards', title: 'What the patient is told before going home', fields: ['afterwards'] },
  { id: 'sources', title: 'Sources', fields: ['sources'] },
];

/** The section in which a place of the document is edited; undefined for the version and the reasons. */
export const sectionOf = (place: string): EditorSection | undefined => {
  const top = /^[^.[]*/.exec(place)?.[0] ?? '';
  return EDITOR_SECTIONS.find((section) => section.fields.includes(top));
};
