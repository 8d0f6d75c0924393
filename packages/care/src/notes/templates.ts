/**
 * Progress notes have sections, and what belongs in each is said in a line. A template is data: a clinic that writes
 * another way is another value here. What is kept are the sections; the one text that everybody reads is made from them.
 */
import { z } from 'zod';

export const NOTE_TEMPLATES = ['soap', 'dap', 'birp'] as const;
export type NoteTemplate = (typeof NOTE_TEMPLATES)[number];

export interface NoteSection {
  readonly id: string;
  readonly name: string;
  /** What belongs in it, as the author reads it while writing. */
  readonly holds: string;
}
export interface TemplateWords {
  readonly name: string;
  /** When it is the one to take. */
  readonly says: string;
  readonly sections: readonly NoteSection[];
  readonly source: string;
}

const PLAN: NoteSection = {
  id: 'plan',
  name: 'Plan',
  holds: 'What happens next, who does it, and when you look at it again.',
};

export const NOTE_TEMPLATE_WORDS: Readonly<Record<NoteTemplate, TemplateWords>> = {
  soap: {
    name: 'SOAP',
    says: 'What was said, what was found, what you make of it, what comes next.',
    sections: [
      { id: 'subjective', name: 'Subjective', holds: 'What the patient told you, as near to their words as you can.' },
      {
        id: 'objective',
        name: 'Objective',
        holds: 'What you saw or measured: appearance, readings, scores, dose given.',
      },
      { id: 'assessment', name: 'Assessment', holds: 'What you make of it, and how it compares with the last visit.' },
      PLAN,
    ],
    source: 'Weed 1968, N Engl J Med 278:593 (the problem-oriented record) [background]',
  },
  dap: {
    name: 'DAP',
    says: 'Shorter: what was said and seen together, what you make of it, what comes next.',
    sections: [
      { id: 'data', name: 'Data', holds: 'What was said and what was seen, without what you think of it.' },
      { id: 'assessment', name: 'Assessment', holds: 'What you make of it, against the focus that was chosen.' },
      PLAN,
    ],
    source: 'usual form of counselling notes [background]',
  },
  birp: {
    name: 'BIRP',
    says: 'Follows what you did and how the patient met it.',
    sections: [
      { id: 'behavior', name: 'Behavior', holds: 'How the patient came, what they did and said.' },
      { id: 'intervention', name: 'Intervention', holds: 'What you did, and toward which goal.' },
      { id: 'response', name: 'Response', holds: 'How the patient met what you did.' },
      PLAN,
    ],
    source: 'usual form of behavioral-health notes [background]',
  },
};

/** About ten pages a section; more is a pasted document. */
const LONGEST_SECTION = 25_000;

/** By section; one that is not written yet may be left out. */
export type NoteSections = Readonly<Record<string, string>>;
export const noteSectionsSchema = z.record(z.string().max(40), z.string().max(LONGEST_SECTION));

export const sectionsOf = (template: NoteTemplate): readonly NoteSection[] => NOTE_TEMPLATE_WORDS[template].sections;

/** Sections that the template does not have. Nothing that somebody typed is dropped in silence. */
export function strangeSections(template: NoteTemplate, sections: NoteSections): readonly string[] {
  const known = new Set(sectionsOf(template).map(({ id }) => id));
  return Object.keys(sections).filter((id) => !known.has(id));
}

/** A note of sections as one text, in the template's order; a section that says nothing is left out. */
export const noteText = (template: NoteTemplate, sections: NoteSections): string =>
  sectionsOf(template)
    .flatMap(({ id, name }) => {
      const said = (sections[id] ?? '').trim();
      return said === '' ? [] : [`${name}\n${said}`];
    })
    .join('\n\n');

/** What has nothing in it yet; for the author, before they sign. */
export const emptySections = (template: NoteTemplate, sections: NoteSections): readonly NoteSection[] =>
  sectionsOf(template).filter(({ id }) => (sections[id] ?? '').trim() === '');
