/** Measures: what is asked, by which links, what is being filled and what was answered, and the clinic's own texts. */
import type { Database } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { createMeasureActs } from './acts.ts';
import { createMeasureDrafts } from './drafts.ts';
import { createMeasureLinks } from './links.ts';
import { createMeasureRequests } from './requests.ts';
import { createMeasureResponses } from './responses.ts';
import { createMeasureScores } from './scores.ts';
import { createMeasureTexts } from './texts.ts';

export const createMeasures = (db: Database, keyring: Keyring) => ({
  requests: createMeasureRequests(db),
  links: createMeasureLinks(db),
  drafts: createMeasureDrafts(db, keyring),
  responses: createMeasureResponses(db, keyring),
  scores: createMeasureScores(db),
  acts: createMeasureActs(db),
  texts: createMeasureTexts(db),
});
