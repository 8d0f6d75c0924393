/** What was said in preparation, as one quiet page for the room: little enough to be read in the dark. */
import type { SectionStanding } from './document.ts';
import type { PreparationSectionId } from './sections.ts';
import type { PlannedElement } from './setting-plan.ts';

export interface QuietPage {
  readonly focus?: string;
  readonly intention?: string;
  readonly helps?: string;
  readonly hinders?: string;
  readonly touch?: TouchAgreed;
  readonly there?: string;
  readonly notThere?: string;
  /** What is otherwise than the protocol makes it. */
  readonly wishes: readonly { readonly name: string; readonly words: string }[];
  readonly avoid?: string;
  readonly escort?: string;
  readonly evening?: string;
}

/** What was agreed about touch beforehand: offered on the day, and asked again. */
export interface TouchAgreed {
  readonly answer: 'yes' | 'no' | 'unsure';
  /** In the one line that the day's agreement takes. */
  readonly limits: string;
  readonly stopSign: string;
}

const ANSWERS = ['yes', 'no', 'unsure'] as const;

type Answered = (section: PreparationSectionId, field: string) => string | undefined;
const answersIn =
  (standing: readonly SectionStanding[]): Answered =>
  (id, field) =>
    standing.find(({ section }) => section.id === id)?.fields[field]?.trim() || undefined;

function touchAgreed(of: Answered): TouchAgreed | undefined {
  const answer = ANSWERS.find((one) => one === of('touch', 'answer'));
  if (!answer) return undefined;
  const welcome = of('touch', 'welcome');
  const unwelcome = of('touch', 'unwelcome');
  const limits = [welcome, unwelcome && `not: ${unwelcome}`].filter(Boolean).join('; ');
  return { answer, limits, stopSign: of('touch', 'stop') ?? '' };
}

/** The page. Sections that nobody has filled are left out of it. */
export function quietPage(standing: readonly SectionStanding[], plan: readonly PlannedElement[]): QuietPage {
  const of = answersIn(standing);
  const said = {
    focus: of('focus', 'focus'),
    intention: of('intention', 'intention'),
    helps: of('when_hard', 'helps'),
    hinders: of('when_hard', 'hinders'),
    touch: touchAgreed(of),
    there: of('people', 'there'),
    notThere: of('people', 'not_there'),
    avoid: of('wishes', 'avoid'),
    escort: of('home', 'escort'),
    evening: of('home', 'evening'),
  };
  return {
    ...(Object.fromEntries(Object.entries(said).filter(([, words]) => words !== undefined)) as Partial<QuietPage>),
    wishes: plan.filter(({ from }) => from !== 'protocol').map(({ name, planned }) => ({ name, words: planned })),
  };
}
