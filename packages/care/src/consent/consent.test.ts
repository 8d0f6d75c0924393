import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../instant.ts';
import { LANGUAGES } from '../language.ts';
import { labelOf } from '../protocol/label.ts';
import { SHIPPED_PROTOCOLS, shippedProtocol } from '../protocols/index.ts';
import {
  CONSENT_PURPOSES,
  consentContentSchema,
  consentDocumentId,
  consentTexts,
  readConsentDocumentId,
} from './document.ts';
import { consentsNeeded, wayOf } from './needed.ts';
import { missingConsents, sayConsentOnRecord } from './on-record.ts';
import { shippedConsent } from './shipped/index.ts';
import { signConsentSchema, signingFaults, teachBack } from './signing.ts';
import { asksToSign, consentStanding, type SignedConsent, withdrawable } from './standing.ts';

const at = (minute: number) => `2026-03-02T10:${String(minute).padStart(2, '0')}:00.000Z` as Instant;
const ways = SHIPPED_PROTOCOLS.map((protocol) => wayOf(protocol, labelOf(protocol)));
const shipped = ways.flatMap((way) =>
  CONSENT_PURPOSES.map((purpose) => [`${purpose}, ${way.route}`, shippedConsent(purpose, way)] as const),
);

describe('the shipped documents', () => {
  test.each(shipped)('%s holds together, and asks about a risk', (_, content) => {
    expect(consentContentSchema.parse(content)).toEqual(content);
    expect(content.pieces.some(({ question }) => question)).toBe(true);
  });

  test('every text is said in each language, and not the same in both', () => {
    for (const [name, content] of shipped)
      for (const [where, text] of consentTexts(content)) {
        for (const language of LANGUAGES) expect(text[language].trim(), `${name} ${where}`).not.toBe('');
        if (text.en.length > 3) expect(text.es, `${name} ${where}`).not.toBe(text.en);
      }
  });

  test('psychotherapy is said only where the label is KAP', () => {
    for (const way of ways) {
      const { title, pieces } = shippedConsent('treatment', way);
      expect(title.en.includes('Psychotherapy')).toBe(way.kind === 'kap');
      expect(pieces.some(({ id }) => id === 'hard')).toBe(way.kind === 'kap');
    }
  });
});

describe('what a course needs', () => {
  const purposes = (id: string, options = {}) =>
    consentsNeeded(shippedProtocol(id), options).map(({ purpose }) => purpose);
  test('follows from the protocol', () => {
    expect(purposes('infusion-iv')).toEqual(['treatment', 'off_label']);
    expect(purposes('kap-im')).toEqual(['treatment', 'off_label', 'touch']);
    expect(purposes('esketamine-nasal')).toEqual(['treatment']);
  });

  test('and from options, each once; only treatment and off-label use hold a dose up', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SHIPPED_PROTOCOLS),
        fc.boolean(),
        fc.boolean(),
        fc.subarray([...CONSENT_PURPOSES]),
        (protocol, isInGroup, hasOutsideMember, asked) => {
          const needed = consentsNeeded(protocol, { isInGroup, hasOutsideMember, asked });
          const ids = needed.map(({ documentId }) => documentId);
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids).toContain(consentDocumentId('treatment', protocol.id));
          for (const purpose of asked) expect(needed.some((one) => one.purpose === purpose)).toBe(true);
          for (const { purpose, need } of needed)
            expect(need === 'before_dose').toBe(purpose === 'treatment' || purpose === 'off_label');
        },
      ),
    );
  });

  test('a document’s id says what it is', () => {
    expect(readConsentDocumentId('treatment.kap-im')).toEqual({ purpose: 'treatment', protocolId: 'kap-im' });
    expect(readConsentDocumentId('family')).toEqual({ purpose: 'family' });
    for (const none of ['treatment', 'treatment.', 'none', '../family']) expect(readConsentDocumentId(none)).toBeNull();
  });
});

describe('where a consent stands', () => {
  const versions = [
    { version: 1, asksAgain: true, witnessed: false },
    { version: 2, asksAgain: false, witnessed: true },
  ];
  const signed = (version: number, more: Partial<SignedConsent> = {}): SignedConsent => ({
    id: 'a',
    version,
    signedAt: at(1),
    ...more,
  });

  test('is never signed, signed, waits for its witness, or withdrawn', () => {
    const kind = (...all: SignedConsent[]) => consentStanding(versions, all).kind;
    expect(kind()).toBe('never_signed');
    expect(kind(signed(1))).toBe('signed');
    expect(kind(signed(2))).toBe('awaits_witness');
    expect(kind(signed(2, { witnessedAt: at(2) }))).toBe('signed');
    expect(kind(signed(1, { withdrawnAt: at(2) }))).toBe('withdrawn');
    expect(kind(signed(1, { withdrawnAt: at(2) }), signed(1, { id: 'b', signedAt: at(3) }))).toBe('signed');
  });

  test('a newer version asks again where it says so', () => {
    const third = { version: 3, asksAgain: true, witnessed: false };
    expect(consentStanding([...versions, third], [signed(1)]).kind).toBe('newer_version');
    expect(consentStanding(versions, [signed(1)]).kind).toBe('signed');
  });

  test('what is withdrawn can be signed, and what can be withdrawn stands in some way', () => {
    const withdrawn = consentStanding(versions, [signed(1, { withdrawnAt: at(2) })]);
    expect([asksToSign(withdrawn), withdrawable(withdrawn)]).toEqual([true, undefined]);
    expect(withdrawable(consentStanding(versions, [signed(1)]))).toBe('a');
  });

  test('is said by document, version and why', () => {
    const record = (standing: ReturnType<typeof consentStanding>) => ({
      documentId: 'off_label',
      title: 'Off-label use',
      version: 2,
      standing,
    });
    const say = (standing: ReturnType<typeof consentStanding>) =>
      sayConsentOnRecord(record(standing), (moment) => moment.slice(0, 10));
    expect(say({ kind: 'never_signed' })).toBe('"Off-label use", version 2: never signed');
    const of = { signature: 'a', version: 1, at: at(1) };
    expect(say({ kind: 'withdrawn', ...of })).toBe('"Off-label use", version 2: withdrawn on 2026-03-02');
    expect(say({ kind: 'newer_version', ...of })).toBe(
      '"Off-label use", version 2: a newer version; version 1 was signed on 2026-03-02',
    );
    expect(missingConsents([record({ kind: 'signed', ...of }), record({ kind: 'never_signed' })])).toHaveLength(1);
  });
});

describe('signing', () => {
  const family = shippedConsent('family', { route: 'intravenous', substance: 'ketamine', kind: 'medical' });
  const sending = (more: object = {}) =>
    signConsentSchema.parse({
      id: '00000000-0000-4000-8000-000000000001',
      version: 1,
      language: 'es',
      name: 'Ana',
      cannotDraw: true,
      filled: { who: 'Mi hermana', what: 'Cuándo recogerme' },
      ...more,
    });

  test.each([
    ['Ana 🌻', []],
    ['שרה', []],
    ['李', []],
    ['🌻🌻', ['no-name']],
    ['  ', ['no-name']],
    ['a'.repeat(201), ['too-long']],
  ])('a name such as %s', (name, rules) => {
    expect(signingFaults(family, sending({ name })).map(({ rule }) => rule)).toEqual(rules);
  });

  test('takes what is asked for, and says in the reader’s language what is not there', () => {
    const [fault] = signingFaults(family, sending({ filled: { what: 'Todo' } }));
    expect(fault).toMatchObject({ field: 'filled.who', rule: 'empty' });
    expect(fault?.message).toContain('A quién');
    expect(signingFaults(family, sending({ cannotDraw: undefined })).map(({ rule }) => rule)).toEqual(['not-drawn']);
  });

  test('wrong answers are counted until the right one, of this version, since it was last signed', () => {
    const answer = (minute: number, isRight: boolean, version = 1) => ({
      piece: 'after',
      version,
      isRight,
      at: at(minute),
    });
    const answers = [answer(1, false), answer(2, false), answer(3, true), answer(4, false)];
    expect(teachBack(family, 1, answers)).toEqual([{ piece: 'after', wrong: 2, isRight: true }]);
    expect(teachBack(family, 1, answers, at(3))).toEqual([{ piece: 'after', wrong: 1, isRight: false }]);
    expect(teachBack(family, 2, answers)).toEqual([{ piece: 'after', wrong: 0, isRight: false }]);
  });
});
