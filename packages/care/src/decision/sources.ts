/**
 * Where the decision aid's statements come from. `read`: what of it was read, and when; `background` is known and still to
 * be held against the original, and the page says so.
 */
import type { Day } from './statement.ts';

export interface Source {
  readonly citation: string;
  readonly url?: string;
  readonly read: 'summary' | 'reference' | 'background';
  readonly on: Day;
}

const READ_ON: Day = '2026-11-26';
/** Its abstract, its table of results, or a report of it. */
const summary = (citation: string, url: string): Source => ({ citation, url, read: 'summary', on: READ_ON });
/** By the project's own clinical reference, which says that it was read. */
const reference = (citation: string): Source => ({ citation, read: 'reference', on: READ_ON });
const background = (citation: string): Source => ({ citation, read: 'background', on: READ_ON });

const KNOWN = {
  'andrade-2017': reference('Andrade 2017, J Clin Psychiatry 78:e852: ketamine for depression, dose and time'),
  'andrade-2019': summary(
    'Andrade 2019, J Clin Psychiatry: oral ketamine for depression, 2',
    'https://www.psychiatrist.com/jcp/oral-ketamine-for-depression-practical-considerations/',
  ),
  'fava-2020': summary(
    'Fava 2020, Mol Psychiatry 25:1592: trial of four doses, 99 people',
    'https://pmc.ncbi.nlm.nih.gov/articles/PMC6447473',
  ),
  'han-2016': summary(
    'Han 2016, Neuropsychiatr Dis Treat 12:2859: nine trials, 368 people',
    'https://pmc.ncbi.nlm.nih.gov/articles/PMC5098773',
  ),
  'murrough-2013': summary(
    'Murrough 2013, Biol Psychiatry 74:250: six infusions, 24 people, no comparison group',
    'https://pmc.ncbi.nlm.nih.gov/articles/PMC3725185',
  ),
  'anand-2023': summary(
    'Anand 2023, N Engl J Med: ketamine or ECT, 403 people, open trial',
    'https://utsouthwestern.elsevierpure.com/en/publications/ketamine-versus-ect-for-nonpsychotic-treatment-resistant-major-de',
  ),
  'ekstrand-2022': summary(
    'Ekstrand 2022, Int J Neuropsychopharmacol: ketamine or ECT, 186 people in hospital',
    'https://pmc.ncbi.nlm.nih.gov/articles/PMC9154276',
  ),
  'inpatients-2025': summary(
    'Report of a blinded trial of up to eight infusions in hospital, 2025',
    'https://particle.news/story/blinded-trial-finds-no-added-benefit-from-repeated-ketamine-infusions-for-hospitalized-depression',
  ),
  'dore-2019': summary(
    'Dore 2019, J Psychoactive Drugs 51:189: KAP in three practices, 235 people, no comparison group',
    'https://doi.org/10.1080/02791072.2019.1587556',
  ),
  'kew-2023': summary(
    'Kew 2023, BJPsych Open: review of ketamine joined with psychotherapy',
    'https://www.cambridge.org/core/journals/bjpsych-open/article/ketamine-and-psychotherapy-for-the-treatment-of-psychiatric-disorders-systematic-review/97614770DE6BC7846763FE19801D412D',
  ),
  'kap-trial': reference('A registered open study of KAP by injection, 30 people'),
  article: reference('“Ketamine-Assisted Psychotherapy vs. Infusions”, an article by a clinic that offers KAP'),
  'turkoz-2021': summary(
    'Turkoz 2021, J Clin Psychiatry: two trials of esketamine together, 518 people',
    'https://www.psychiatrist.com/jcp/depression/response-to-esketamine-after-initial-nonresponse/',
  ),
  'esketamine-effects': summary(
    'Unwanted effects in trials of esketamine, 346 people with it and 222 without (the maker’s page)',
    'https://www.spravatohcp.com/safety',
  ),
  'esketamine-label': background('US label of esketamine nasal spray'),
  'whiteford-2013': summary(
    'Whiteford 2013, Psychol Med 43:1569: depression without treatment, 19 studies',
    'https://doi.org/10.1017/S0033291712001717',
  ),
  'rush-2006': summary(
    'Rush 2006, Am J Psychiatry 163:1905: one to four treatment steps, 3,671 people',
    'https://psychiatryonline.org/doi/full/10.1176/ajp.2006.163.11.1905',
  ),
  'liu-2014': summary(
    'Liu 2014: magnetic stimulation added to antidepressants, seven trials, 279 people',
    'https://pmc.ncbi.nlm.nih.gov/articles/PMC4264336',
  ),
  'acevedo-diaz-2020': summary(
    'Report of Acevedo-Diaz 2020, J Affect Disord: effects of one infusion, 163 people',
    'https://www.psychcongress.com/article/no-lasting-side-effects-single-infusion-low-dose-ketamine',
  ),
  'short-2018': summary(
    'Short 2018, Lancet Psychiatry 5:65: unwanted effects of ketamine, 60 studies',
    'https://doi.org/10.1016/S2215-0366(17)30272-9',
  ),
  'urinary-2025': summary(
    'Review of bladder signs in ketamine treatment, 27 studies',
    'https://pubmed.ncbi.nlm.nih.gov/40583492/',
  ),
  'long-term-2022': summary(
    'Review of harm from long use of ketamine, 25 studies',
    'https://pubmed.ncbi.nlm.nih.gov/34176409/',
  ),
  'fda-2023': summary(
    'Report of the US FDA’s warning of October 2023 on compounded ketamine',
    'https://www.drugs.com/news/fda-warns-dangers-compounded-ketamine-psychiatric-115482.html',
  ),
  'prices-us': summary(
    'Prices as one seller of ketamine care in the US lists them',
    'https://www.aware.md/ketamine-therapy-for-depression-cost-risks-insurance-coverage',
  ),
  'cover-us': summary(
    'A guide to what US health plans pay for',
    'https://mindmedicinelaw.com/guides/ketamine-therapy-insurance-coverage',
  ),
  'luckenbaugh-2014': reference('Luckenbaugh 2014, J Affect Disord 159:56: dissociation and outcome, 108 people'),
  'mathai-2020': reference('Mathai 2020: review of the experience and the outcome, 8 of 556 reports'),
  'transform-pooled': reference('Two esketamine trials pooled: dissociation and outcome, 576 people'),
  'goldway-2025': reference('Goldway 2025: relief of pain and dissociation are separate'),
  practice: background('What clinics commonly do'),
  guidance: background('Guidance of professional bodies (APA 2017, CANMAT 2021, ASKP3)'),
} as const satisfies Record<string, Source>;

export type SourceId = keyof typeof KNOWN;
export const SOURCES: Readonly<Record<SourceId, Source>> = KNOWN;
