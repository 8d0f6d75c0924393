/** The documents that come with Holdspace, by purpose. A clinic publishes its own in their place. */
import type { ConsentContent, ConsentPurpose } from '../document.ts';
import { GROUP, OFF_LABEL, RECORDING, TOUCH } from './in-session.ts';
import { FAMILY, MESSAGES, OUTSIDE_THERAPIST, RESEARCH } from './sharing.ts';
import { treatmentConsent, type WayOfTreating } from './treatment.ts';

export type { WayOfTreating } from './treatment.ts';

/** The number of every shipped text; a clinic's own versions follow on it. */
export const SHIPPED_CONSENT_VERSION = 1;

/** Said wherever staff see these documents. Source of the citations: clinical.md §8 (background). */
export const CONSENT_IS_FOR_THE_LAWYER =
  'These texts are a start, written by the makers of this software. They are no legal advice. Your lawyer and your medical director check them, for your state and your way of treating, before you rely on them, and you publish your own version. Electronic signatures: the ESIGN Act (15 U.S.C. 7001) and your state’s UETA; research may fall under 21 CFR Part 11.';

export function shippedConsent(purpose: ConsentPurpose, way: WayOfTreating): ConsentContent {
  switch (purpose) {
    case 'treatment':
      return treatmentConsent(way);
    case 'off_label':
      return OFF_LABEL;
    case 'touch':
      return TOUCH;
    case 'recording':
      return RECORDING;
    case 'group':
      return GROUP;
    case 'research':
      return RESEARCH;
    case 'messages':
      return MESSAGES;
    case 'outside_therapist':
      return OUTSIDE_THERAPIST;
    case 'family':
      return FAMILY;
  }
}
