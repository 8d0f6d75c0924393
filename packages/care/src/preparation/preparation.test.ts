import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../instant.ts';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { gateFindingSchema } from '../session/commands.ts';
import {
  type Answers,
  judgeSaving,
  mergeAnswers,
  preparationStanding,
  progressOf,
  type SectionVersion,
  turnsOf,
} from './document.ts';
import { quietPage } from './quiet-page.ts';
import { PREPARATION_SECTION_IDS, type PreparationSectionId, preparationSections, sectionIn } from './sections.ts';
import { settingFaults, settingFinding, settingPlan } from './setting-plan.ts';

const shipped = (id: string) => {
  const protocol = SHIPPED_PROTOCOLS.find((one) => one.id === id);
  if (!protocol) throw new Error(`${id} is shipped`);
  return protocol;
};
const kap = shipped('kap-im');
const sections = preparationSections(kap);
const sectionOf = (id: PreparationSectionId) => {
  const found = sections.find((one) => one.id === id);
  if (!found) throw new Error(`${id} is asked for`);
  return found;
};
const PATIENT = { kind: 'patient', id: 'p', name: 'Ida Example' } as const;
const THERAPIST = { kind: 'practitioner', id: 't', name: 'Thea Therapist' } as const;
let saved = 0;
const version = (
  section: PreparationSectionId,
  number: number,
  fields: Answers,
  author: SectionVersion['author'] = PATIENT,
  minute = 0,
): SectionVersion => {
  saved += 1;
  return { id: `v${saved}`, section, version: number, author, at: instant(minute * 60_000), fields };
};

describe('the sections', () => {
  test('of a way with psychotherapy are all there, in their order', () => {
    expect(sections.map(({ id }) => id)).toEqual([...PREPARATION_SECTION_IDS]);
  });

  test('are none where nothing is prepared', () => {
    expect(preparationSections(shipped('infusion-iv'))).toEqual([]);
  });

  test('ask for wishes about what the protocol leaves open, and nothing else', () => {
    const asked = sectionOf('wishes').fields.map(({ id }) => id);
    for (const element of kap.setting) expect(asked.includes(`room_${element.id}`)).toBe(element.wish);
  });

  test('are said in another language, with the same questions; what the protocol says itself stays as it was written', () => {
    for (const section of sections) {
      expect(sectionIn(section, 'en')).toEqual(section);
      const spanish = sectionIn(section, 'es');
      expect(spanish.title).not.toBe(section.title);
      spanish.fields.forEach((field, at) => {
        const english = section.fields[at];
        expect(field.id).toBe(english?.id);
        expect(field.options?.map(({ value }) => value)).toEqual(english?.options?.map(({ value }) => value));
        expect(field.label === english?.label).toBe(field.asMade !== undefined);
      });
    }
  });

  test('never ask for what only the clinic may answer of a patient alone', () => {
    for (const section of sections)
      for (const field of section.fields) expect((field.by ?? section.mayFill).length).toBeGreaterThan(0);
    expect(sectionOf('explained').mayFill).toEqual(['practitioner']);
  });
});

describe('what stands', () => {
  test('is the latest version of each section, whoever wrote it', () => {
    const standing = preparationStanding(sections, [
      version('focus', 2, { focus: 'Sleep again' }, THERAPIST),
      version('focus', 1, { focus: 'Sleep' }),
    ]);
    const focus = standing.find(({ section }) => section.id === 'focus');
    expect(focus).toMatchObject({ version: 2, fields: { focus: 'Sleep again' }, isDone: true });
    expect(focus?.last?.author.name).toBe(THERAPIST.name);
  });

  test('begins with the focus that the course began with', () => {
    const [focus] = preparationStanding([sectionOf('focus')], [], { focus: 'To sleep' });
    expect(focus).toMatchObject({ version: 0, fields: { focus: 'To sleep' }, isDone: true });
  });

  test('is done by what is answered: blanks answer nothing', () => {
    const [touch] = preparationStanding([sectionOf('touch')], [version('touch', 1, { answer: 'no', stop: '  ' })]);
    expect(touch).toMatchObject({ isDone: false, missing: ['My word and my sign for stop'] });
  });

  test('does not wait for the patient where the clinic answers', () => {
    const standing = preparationStanding(
      [sectionOf('safety'), sectionOf('explained')],
      [version('safety', 1, { call: 'My sister, 555 0100' })],
    );
    expect(progressOf(standing, 'patient')).toEqual({ done: 1, of: 1 });
    expect(progressOf(standing, 'practitioner')).toEqual({ done: 0, of: 2 });
  });
});

describe('a saving', () => {
  test('keeps what the other may answer alone', () => {
    const judged = judgeSaving(sectionOf('safety'), { clinic: '555 0199' }, { call: 'My sister' }, 'patient');
    expect(judged).toEqual({ accepted: true, fields: { call: 'My sister', clinic: '555 0199' } });
  });

  test('of a patient does not change what the clinic answers', () => {
    const judged = judgeSaving(sectionOf('safety'), { clinic: '555 0199' }, { clinic: 'mine' }, 'patient');
    expect(judged).toMatchObject({ accepted: false, faults: [{ rule: 'for-the-clinic', field: 'fields.clinic' }] });
  });

  test('that is too long names the field, how long it is and how much fits', () => {
    const judged = judgeSaving(sectionOf('touch'), {}, { welcome: 'a'.repeat(131) }, 'patient');
    if (judged.accepted) throw new Error('too long');
    expect(judged.faults[0]).toMatchObject({ rule: 'too-long', field: 'fields.welcome' });
    expect(judged.faults[0]?.message).toContain('131 characters long; 130 fit');
  });

  test('takes no answer that is not among the choices, and no field that is not asked', () => {
    const judged = judgeSaving(sectionOf('touch'), {}, { answer: 'perhaps', colour: 'blue' }, 'practitioner');
    expect(judged.accepted ? [] : judged.faults.map(({ rule }) => rule).sort()).toEqual([
      'not-a-choice',
      'not-asked-here',
    ]);
  });
});

describe('two who write at once', () => {
  const answers = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('', 'one', 'two', 'three'));

  test('lose nothing that only one of them changed', () => {
    fc.assert(
      fc.property(answers, answers, answers, (base, mine, theirs) => {
        const { fields, conflicts } = mergeAnswers(base, mine, theirs);
        for (const id of ['a', 'b', 'c']) {
          const [before, own, other] = [base[id] ?? '', mine[id] ?? '', theirs[id] ?? ''];
          const kept = fields[id] ?? '';
          if (own === before) expect(kept).toBe(other);
          else if (other === before) expect(kept).toBe(own);
          else expect(conflicts.includes(id)).toBe(own !== other);
        }
      }),
    );
  });

  test('and nobody else change nothing by merging', () => {
    fc.assert(
      fc.property(answers, answers, (base, mine) => {
        expect(mergeAnswers(base, mine, base).conflicts).toEqual([]);
        expect(mergeAnswers(base, mine, mine).conflicts).toEqual([]);
      }),
    );
  });
});

test('savings of one sitting are one turn, and another person begins another', () => {
  const turns = turnsOf([
    version('hopes', 1, { hopes: 'S' }, PATIENT, 0),
    version('hopes', 2, { hopes: 'Sleep' }, PATIENT, 2),
    version('hopes', 3, { hopes: 'Sleep, and' }, THERAPIST, 3),
    version('hopes', 4, { hopes: 'Sleep, and rest' }, PATIENT, 90),
    version('hopes', 5, { hopes: 'Sleep, and peace' }, PATIENT, 200),
  ]);
  expect(turns.map(({ version }) => version)).toEqual([5, 4, 3, 2]);
});

describe('the setting plan', () => {
  test('takes the clinic’s word over the wish, and the wish over the template', () => {
    const plan = settingPlan(
      kap,
      { usual: 'wishes', room_light: 'A candle', room_music: 'Only the sea' },
      { music: 'The sea, and then silence' },
    );
    const of = (id: string) => plan.find(({ element }) => element === id);
    expect(of('light')).toMatchObject({ planned: 'A candle', from: 'patient' });
    expect(of('music')).toMatchObject({
      planned: 'The sea, and then silence',
      wish: 'Only the sea',
      from: 'clinic',
    });
    expect(of('phone')).toMatchObject({ from: 'protocol' });
    expect(plan.map(({ element }) => element)).toEqual(kap.setting.map(({ id }) => id));
  });

  test('has no wishes of a patient who says that the room is good as it is', () => {
    const plan = settingPlan(kap, { usual: 'as_usual', room_light: 'A candle' }, {});
    expect(plan.every(({ from }) => from === 'protocol')).toBe(true);
  });

  test('takes no element that the protocol does not have, and none that is too long', () => {
    expect(settingFaults(kap, { incense: 'much' })[0]?.rule).toBe('not-in-setting');
    expect(settingFaults(kap, { light: 'a'.repeat(1001) })[0]?.message).toContain('1001 characters');
  });

  test('made ready is a finding that the session takes, with what was planned beside what became of it', () => {
    const plan = settingPlan(kap, { usual: 'wishes', room_light: 'A candle' }, {});
    const finding = settingFinding(plan, [
      { element: 'light', outcome: 'changed', words: 'An electric candle' },
      { element: 'phone', outcome: 'omitted', words: 'A child may call' },
    ]);
    expect(gateFindingSchema.parse(finding)).toMatchObject({
      elements: ['light'],
      made: [{ planned: 'A candle', words: 'An electric candle' }, { outcome: 'omitted' }],
    });
  });
});

describe('the quiet page', () => {
  const filled = preparationStanding(sections, [
    version('intention', 1, { intention: 'To let it be' }),
    version('when_hard', 1, { helps: 'My name', hinders: 'Questions' }),
    version('touch', 1, { answer: 'yes', welcome: 'my hand', unwelcome: 'my head', stop: 'red, open palm' }),
  ]);

  test('says what was said, and leaves out what was not', () => {
    const page = quietPage(filled, settingPlan(kap, {}, {}));
    expect(page).toEqual({
      intention: 'To let it be',
      helps: 'My name',
      hinders: 'Questions',
      touch: { answer: 'yes', limits: 'my hand; not: my head', stopSign: 'red, open palm' },
      wishes: [],
    });
  });

  test('offers about touch what the day’s agreement can take, however long it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 130 }), fc.string({ maxLength: 130 }), (welcome, unwelcome) => {
        const standing = preparationStanding(sections, [
          version('touch', 1, { answer: 'yes', welcome, unwelcome, stop: 'a'.repeat(200) }),
        ]);
        expect((quietPage(standing, []).touch?.limits ?? '').length).toBeLessThanOrEqual(300);
      }),
    );
  });
});
