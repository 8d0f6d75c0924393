import {
  CONSENT_PURPOSES,
  consentTexts,
  LANGUAGES,
  type Language,
  labelOf,
  SCREENING_ITEMS,
  SHIPPED_PROTOCOLS,
  shippedConsent,
  wayOf,
} from '@holdspace/care';
import { describe, expect, test } from 'vitest';
import { readingGrade } from './reading-grade.ts';

/** Issue and handbook: what patients read is of grade 8 or lower, in each language. */
const HIGHEST_GRADE = 8;

const consents = SHIPPED_PROTOCOLS.flatMap((protocol) =>
  CONSENT_PURPOSES.map(
    (purpose) => [`${purpose}, ${protocol.id}`, shippedConsent(purpose, wayOf(protocol, labelOf(protocol)))] as const,
  ),
);
const textsOf = (content: (typeof consents)[number][1], language: Language) =>
  [...consentTexts(content)].map(([, text]) => text[language]);

describe('what a patient reads is of grade 8 or lower', () => {
  for (const language of LANGUAGES) {
    test.each(consents)(`consent in ${language}: %s`, (_, content) => {
      const { grade, words } = readingGrade(textsOf(content, language), language);
      expect(words).toBeGreaterThan(20);
      expect(grade).toBeLessThanOrEqual(HIGHEST_GRADE);
    });

    // A long paragraph does not hide behind the short ones beside it.
    test(`consent in ${language}: no piece alone is above grade 10`, () => {
      for (const [name, content] of consents)
        for (const [where, text] of consentTexts(content)) {
          const { grade, words } = readingGrade([text[language]], language);
          if (where.endsWith('.text') && words >= 20) expect(grade, `${name}: ${where}`).toBeLessThanOrEqual(10);
        }
    });

    test(`the questions of screening, in ${language}`, () => {
      const { grade, words } = readingGrade(
        SCREENING_ITEMS.map(({ question }) => question[language]),
        language,
      );
      expect(words).toBeGreaterThan(100);
      expect(grade).toBeLessThanOrEqual(HIGHEST_GRADE);
    });
  }
});
