import { expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../language.ts';
import { checkInNotice, messageNotice, type Notice, questionsNotice, signInNotice } from './notices.ts';

const WHERE = 'https://harbor.test/here';
const NOTICES: Readonly<Record<string, (language: Language) => Notice>> = {
  'a new message': (language) => messageNotice('Harbor', language, WHERE),
  'a check-in': (language) => checkInNotice('Harbor', language, WHERE),
  questions: (language) => questionsNotice('Harbor', language, WHERE, 3),
  'a sign-in link': (language) => signInNotice(language, WHERE, 15),
};

test.each(Object.entries(NOTICES))(
  'an e-mail about %s says nothing of who its reader is to the clinic',
  (_, notice) => {
    for (const language of LANGUAGES) {
      const { subject, text } = notice(language);
      expect(text).toContain(WHERE);
      expect(`${subject} ${text}`).not.toMatch(
        /ketamin|ketamina|dose|dosis|treatment|tratamiento|patient|paciente|therap|terapia/i,
      );
    }
  },
);

test.each(Object.entries(NOTICES))('an e-mail about %s is wholly in one language', (_, notice) => {
  const [en, es] = [notice('en'), notice('es')];
  expect(en.subject).not.toBe(es.subject);
  expect(`${en.subject} ${en.text}`).not.toMatch(/[áéíóúñ¿¡]|\b(su|para|el|enlace)\b/i);
  expect(`${es.subject} ${es.text}`).not.toMatch(/\b(you|your|the|this|link|is)\b/i);
});

test('without an address an e-mail says where to look, and a day is no "1 days"', () => {
  expect(checkInNotice('Harbor', 'en', undefined).text).toContain('on your page when you have a quiet moment.');
  expect(checkInNotice('Harbor', 'es', undefined).text).toContain('en su página cuando tenga un momento tranquilo.');
  expect(questionsNotice('Harbor', 'en', WHERE, 1).text).toContain('good for a day,');
  expect(questionsNotice('Harbor', 'es', WHERE, 1).text).toContain('Sirve un día,');
});
