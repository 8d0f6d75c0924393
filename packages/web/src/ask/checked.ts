/** What cannot be sent as it is, field by field, before it is sent: in words of the page’s language. */
import {
  canBeBorn,
  consultRequestSchema,
  isMinorOn,
  type Language,
  MINOR_WORDS,
  MOST_WORDS,
  type NewConsultRequest,
  NO_SUCH_BIRTH,
  nameIn,
} from '@holdspace/care';
import type { AskDraft } from './ask-draft.ts';
import { ASK_WORDS } from './words.ts';

export type AskField = 'name' | 'dateOfBirth' | 'email' | 'telephone' | 'words';
export type AskFaults = Readonly<Partial<Record<AskField, string>>>;

export const requestOf = (draft: AskDraft, language: Language): NewConsultRequest => {
  const { id, name, dateOfBirth, email, telephone, words } = draft;
  return {
    id,
    language,
    name,
    dateOfBirth,
    ...(email.trim() && { email: email.trim() }),
    ...(telephone.trim() && { telephone: telephone.trim() }),
    ...(words.trim() && { words }),
  };
};

/** `minor`: who asks is not of age; what is said to them stands apart from the form. */
export function checked(
  draft: AskDraft,
  language: Language,
  today: string,
): { readonly faults: AskFaults; readonly minor?: string } {
  const say = ASK_WORDS.in(language);
  const { name, dateOfBirth, email, telephone, words } = draft;
  if (dateOfBirth && canBeBorn(dateOfBirth, today) && isMinorOn(dateOfBirth, today))
    return { faults: {}, minor: MINOR_WORDS[language] };
  const over = words.trim().length - MOST_WORDS;
  const faults: Partial<Record<AskField, string>> = {
    ...(nameIn(name) === '' && { name: say('needName') }),
    ...(dateOfBirth === ''
      ? { dateOfBirth: say('needBorn') }
      : !canBeBorn(dateOfBirth, today) && { dateOfBirth: NO_SUCH_BIRTH[language] }),
    ...(email.trim() === '' && telephone.trim() === '' && { email: say('needReach') }),
    ...(over > 0 && { words: say('tooLong', { over }) }),
  };
  const parsed = consultRequestSchema.safeParse(requestOf(draft, language));
  for (const { path } of parsed.error?.issues ?? []) {
    if (path[0] === 'email') faults.email ??= say('badEmail');
    if (path[0] === 'telephone') faults.telephone ??= say('badTelephone');
  }
  return { faults };
}
