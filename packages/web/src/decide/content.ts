/** What the page's script needs to know in words, in the one language of the page: it travels with the page. */
import {
  KNOWLEDGE_ITEMS,
  type KnowledgeId,
  type Language,
  OPTION_IDS,
  OPTION_NAMES,
  type OptionId,
  PEOPLE_TO_ASK,
  type PersonToAskId,
  QUESTIONS_TO_BRING,
  type QuestionId,
  SURE,
  SURE_HELP,
  type SureId,
  VALUE_ITEMS,
  type ValueSaid,
} from '@holdspace/care';
import { OWN_WORDS, type OwnKey } from './words.ts';

interface Said<Id> {
  readonly id: Id;
  readonly says: string;
}
export interface Content {
  readonly language: Language;
  readonly words: Readonly<Record<OwnKey, string>>;
  readonly options: readonly (Said<OptionId> & { readonly short: string })[];
  readonly values: readonly ValueSaid[];
  readonly knowledge: readonly (Said<KnowledgeId> & { readonly is: 'true' | 'false'; readonly because: string })[];
  readonly sure: readonly (Said<SureId> & { readonly help: string })[];
  readonly people: readonly Said<PersonToAskId>[];
  readonly questions: readonly Said<QuestionId>[];
}

export function contentIn(language: Language): Content {
  const said = <Id>({
    id,
    says,
  }: {
    readonly id: Id;
    readonly says: Readonly<Record<Language, string>>;
  }): Said<Id> => ({
    id,
    says: says[language],
  });
  return {
    language,
    words: OWN_WORDS[language],
    options: OPTION_IDS.map((id) => {
      const { name, short } = OPTION_NAMES[id][language];
      return { id, says: name, short };
    }),
    values: VALUE_ITEMS.map((item) => ({
      ...said(item),
      meets: Object.fromEntries(
        OPTION_IDS.map((option) => [option, item.meets[option][language]]),
      ) as ValueSaid['meets'],
    })),
    knowledge: KNOWLEDGE_ITEMS.map((item) => ({ ...said(item), is: item.is, because: item.because[language] })),
    sure: SURE.items.map((item) => ({ ...said(item), help: SURE_HELP[item.id][language] })),
    people: PEOPLE_TO_ASK.map(said),
    questions: QUESTIONS_TO_BRING.map(said),
  };
}
