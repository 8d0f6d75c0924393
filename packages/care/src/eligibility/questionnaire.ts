/**
 * The screening's questions as a FHIR R4 Questionnaire, so that a patient answers them in the same form as all else. Made
 * from the rules' own data: there is no second list that could differ.
 */
import type { Localized } from '../language.ts';
import type { Protocol } from '../protocol/schema.ts';
import { unit, within } from '../questionnaires/build.ts';
import type { Questionnaire, QuestionnaireItem } from '../questionnaires/questionnaire.ts';
import { LONGEST_ANSWER } from './answers.ts';
import type { ScreeningItem, ScreeningOption } from './item.ts';
import { screeningItems } from './items.ts';

export const SCREENING_QUESTIONNAIRE = 'screening';
export const SCREENING_SYSTEM = 'urn:holdspace:screening';
const VERSION = '1.1.0';

const translated = <Name extends 'text' | 'display' | 'title'>({ en, es }: Localized, name: Name) => {
  const inSpanish = {
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/translation',
        extension: [
          { url: 'lang', valueCode: 'es' },
          { url: 'content', valueString: es },
        ],
      },
    ],
  };
  return { [name]: en, [`_${name}`]: inSpanish } as { readonly [N in Name]: string } & {
    readonly [N in `_${Name}`]: typeof inSpanish;
  };
};

const optionOf = ({ code, words, alone }: ScreeningOption) => ({
  ...(alone && {
    extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive', valueBoolean: true }],
  }),
  valueCoding: { system: SCREENING_SYSTEM, code, ...translated(words, 'display') },
});

function itemOf(item: ScreeningItem): QuestionnaireItem {
  const asked = { linkId: item.linkId, ...translated(item.question, 'text') };
  const help: readonly QuestionnaireItem[] | undefined = item.help && [
    {
      linkId: `${item.linkId}-help`,
      ...translated(item.help, 'text'),
      type: 'display',
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl',
          valueCodeableConcept: {
            coding: [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code: 'help' }],
          },
        },
      ],
    },
  ];
  const children = help ? { item: help } : {};
  switch (item.kind) {
    case 'weight':
      return {
        ...asked,
        type: 'quantity',
        // The units that a patient chooses between, as in the form before the first visit.
        extension: [unit('[lb_av]', 'pounds'), unit('kg', 'kg'), ...within(25, 350, 'kg')],
        ...children,
      };
    case 'text':
      return {
        ...asked,
        type: 'text',
        maxLength: LONGEST_ANSWER,
        enableWhen: [
          {
            question: item.when.linkId,
            operator: '=',
            answerCoding: { system: SCREENING_SYSTEM, code: item.when.code },
          },
        ],
        ...children,
      };
    default:
      return {
        ...asked,
        type: 'choice',
        required: true,
        ...(item.kind === 'several' && { repeats: true }),
        answerOption: item.options.map(optionOf),
        ...children,
      };
  }
}

/** The questions that these protocols together ask. */
export const screeningQuestionnaire = (protocols: readonly Protocol[]): Questionnaire => ({
  resourceType: 'Questionnaire' as const,
  id: SCREENING_QUESTIONNAIRE,
  url: `urn:holdspace:questionnaire:${SCREENING_QUESTIONNAIRE}`,
  version: VERSION,
  ...translated({ en: 'Your health', es: 'Su salud' }, 'title'),
  status: 'active' as const,
  subjectType: ['Patient'],
  item: screeningItems(protocols).map(itemOf),
});
