/**
 * What the measures stand on, each with how it was checked: `verified` was read where it is named (its abstract, its own page
 * or a copy of it, as the note says); `background` is known to the field and waits for a clinic's own check.
 */
import type { ProtocolSource } from '../protocol/schema.ts';

export type MeasureSource = Omit<ProtocolSource, 'id'>;

const ON = '2026-11-26';
const verified = (note: string): MeasureSource['checked'] => ({ how: 'verified', on: ON, note });
const background = (note?: string): MeasureSource['checked'] => ({ how: 'background', on: ON, ...(note && { note }) });

export const MEASURE_SOURCES = {
  'project-default': {
    citation: 'Project default, to be confirmed by the clinic’s medical director',
    checked: background(),
  },
  'safety-rule-6': {
    citation: 'Holdspace, design: safety rule 6 (crisis words or scores show help at once and page the on-call person)',
    checked: verified('The project’s own rule.'),
  },
  'kroenke-2001': {
    citation:
      'Kroenke K, Spitzer RL, Williams JBW. The PHQ-9: validity of a brief depression severity measure. J Gen Intern Med 2001;16:606–13',
    url: 'https://doi.org/10.1046/j.1525-1497.2001.016009606.x',
    checked: verified(
      'Abstract read: 0 to 3 for each of nine; 5, 10, 15 and 20 as mild, moderate, moderately severe, severe.',
    ),
  },
  'phq-9-alpha': {
    citation: 'Kroenke 2001: internal consistency of the PHQ-9, Cronbach’s alpha 0.89',
    checked: verified('Read in an account of the article.'),
  },
  'phq-notice': {
    citation:
      'Notice on the PHQ-9 and GAD-7 forms: developed by Drs. Spitzer, Williams, Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute.',
    url: 'https://www.phqscreeners.com',
    checked: verified('Read on a copy of the Spanish PHQ-9 form, and in loinc.org’s entry of 44261-6.'),
  },
  'phq-instructions': {
    citation: 'Instruction manual for the Patient Health Questionnaire (PHQ) and GAD-7 measures (phqscreeners.com)',
    url: 'https://www.phqscreeners.com',
    checked: background('That up to two missing answers may be taken as the mean of the others.'),
  },
  'phq-9-difference': {
    citation:
      'Löwe B, Unützer J, Callahan CM, et al. Monitoring depression treatment outcomes with the Patient Health Questionnaire-9. Med Care 2004;42:1194–201',
    checked: background(
      'A difference of 5 points; a large cohort puts it lower and by baseline (Kounali 2022, PMC9340848).',
    ),
  },
  'phq-9-success': {
    citation:
      'Defining success in measurement-based care for depression: a comparison of common metrics. Psychiatr Serv 2020 (appi.ps.201900295)',
    url: 'https://doi.org/10.1176/appi.ps.201900295',
    checked: verified('Abstract read: response a fall of at least 50 %, remission below 5.'),
  },
  'talking-therapies': {
    citation: 'NHS Talking Therapies (formerly IAPT) manual: reliable change of 6 on the PHQ-9 and 4 on the GAD-7',
    checked: background('The figures were read in a report about it, not in the manual.'),
  },
  'loinc-phq': {
    citation: 'LOINC: panels 44249-1, 69737-5 and 69729-2; answer list LL358-3',
    url: 'https://loinc.org/69729-2',
    checked: verified(
      'Codes of every item, of both totals and of the answers read at loinc.org; 69737-5 is background.',
    ),
  },
  'spitzer-2006': {
    citation:
      'Spitzer RL, Kroenke K, Williams JBW, Löwe B. A brief measure for assessing generalized anxiety disorder: the GAD-7. Arch Intern Med 2006;166:1092–7',
    checked: background('5, 10 and 15 as mild, moderate and severe; read so in several accounts of it.'),
  },
  'gad-7-reliability': {
    citation: 'Spitzer 2006: test-retest reliability of the GAD-7, 0.83',
    checked: background(),
  },
  'toussaint-2020': {
    citation:
      'Toussaint A, Hüsing P, Gumz A, et al. Sensitivity to change and minimal clinically important difference of the GAD-7. J Affect Disord 2020;265:395–401',
    url: 'https://doi.org/10.1016/j.jad.2020.01.032',
    checked: verified('Abstract read: 4 points.'),
  },
  'pcl-5-va': {
    citation:
      'Weathers FW, Litz BT, Keane TM, Palmieri PA, Marx BP, Schnurr PP. The PTSD Checklist for DSM-5 (PCL-5). 2013. National Center for PTSD, US Department of Veterans Affairs',
    url: 'https://www.ptsd.va.gov',
    checked: verified(
      'Every question read on copies of the form; that it is in the public domain, at mhscales.com/pcl5.',
    ),
  },
  'pcl-5-scoring': {
    citation:
      'PCL-5 scoring: 0 to 80; cut of 31 to 33; as a provisional diagnosis one B, one C, two D and two E items at 2 or more (National Center for PTSD; Australian comorbidity guidelines, appendix)',
    url: 'https://comorbidityguidelines.org.au/appendix-s-ptsd-checklist-for-dsm5-pcl5/pcl5-scoring-and-interpretation',
    checked: verified('Read there; it also says that there are no severity ranges drawn from data.'),
  },
  'pcl-5-change': {
    citation:
      'PCL-5 change: 5 points the least that tells a response, 10 the least that is clinically meaningful (National Center for PTSD, provisional)',
    url: 'https://calculate.qxmd.com/storage/calculators/684/PCL-5.html',
    checked: verified('Read there; newer guidance asks for 10 to 20 points.'),
  },
  'loinc-pcl-5': {
    citation: 'LOINC 101697-1: Post traumatic stress disorder checklist, civilian version DSM-5 [PCL-5]',
    url: 'https://findacode.com/loinc/101697-1--post-traumatic-stress-disorder-checklist-civilian-version-dsm-5-pcl-5.html',
    checked: verified('The panel’s code read there; codes of its items were not, so none is given.'),
  },
  'topp-2015': {
    citation:
      'Topp CW, Østergaard SD, Søndergaard S, Bech P. The WHO-5 Well-Being Index: a systematic review of the literature. Psychother Psychosom 2015;84:167–76',
    url: 'https://doi.org/10.1159/000376585',
    checked: verified('Five answers of 0 to 5, times 4, and 50 or less as low, read in later reviews that rest on it.'),
  },
  'who-5-change': {
    citation: 'WHO-5: a difference of 10 on the scale of 0 to 100 counts as a change (WHO-5 notes on monitoring)',
    url: 'https://help.valant.com/who-five-well-being-index-who-5',
    checked: verified('Read there, not in the notes themselves.'),
  },
  'who-5-licence': {
    citation: 'World Health Organization, The WHO-5, 2024: CC BY-NC-SA 3.0 IGO',
    checked: background('Non-commercial and share-alike: it cannot be part of an Apache-2.0 product.'),
  },
  'rush-2003': {
    citation:
      'Rush AJ, Trivedi MH, Ibrahim HM, et al. The 16-item Quick Inventory of Depressive Symptomatology (QIDS), clinician rating (QIDS-C) and self-report (QIDS-SR). Biol Psychiatry 2003;54:573–83',
    url: 'http://ids-qids.org/interpretation.html',
    checked: verified(
      'Abstract read: alpha 0.86. Bands of severity at ids-qids.org; the nine domains in two accounts.',
    ),
  },
  'qids-remission': {
    citation:
      'Trivedi MH, Rush AJ, Wisniewski SR, et al. Evaluation of outcomes with citalopram (STAR*D). Am J Psychiatry 2006;163:28–40',
    checked: background('Remission at 5 or less, response a fall of at least 50 %.'),
  },
  'qids-licence': {
    citation: 'QIDS-SR16: copyright A. John Rush; licences through Mapi Research Trust (ids-qids.org)',
    checked: background('That it may be passed on could not be read anywhere, so it is not.'),
  },
  'madrs-1979': {
    citation:
      'Montgomery SA, Åsberg M. A new depression scale designed to be sensitive to change. Br J Psychiatry 1979;134:382–9',
    url: 'https://doi.org/10.1192/bjp.134.4.382',
    checked: verified('Ten items of 0 to 6, steps between the defined ones, read in openly published guides.'),
  },
  'madrs-bands': {
    citation:
      'Snaith RP, Harrop FM, Newby DA, Teale C. Grade scores of the Montgomery–Åsberg depression and the clinical anxiety scales. Br J Psychiatry 1986;148:599–601',
    checked: verified('0 to 6, 7 to 19, 20 to 34 and 35 to 60, read in accounts of it.'),
  },
  'madrs-24hr': {
    citation:
      'Johnson KM, Devine JM, Ho KF, et al. Evidence to support Montgomery-Åsberg Depression Rating Scale administration every 24 hours to assess rapid onset of treatment response. J Clin Psychiatry 2016;77',
    checked: verified(
      'Abstract read: test-retest 0.96 and 0.91, in treatment-resistant depression. The lower one is taken.',
    ),
  },
  'madrs-licence': {
    citation: 'The wording of the MADRS is copyrighted (Br J Psychiatry 1979; Royal College of Psychiatrists)',
    checked: background(),
  },
  'turkoz-2021': {
    citation:
      'Turkoz I, Alphs L, Singh J, et al. Clinically meaningful changes on depressive symptom measures and patient-reported outcomes in patients with treatment-resistant depression. Acta Psychiatr Scand 2021',
    url: 'https://doi.org/10.1111/acps.13260',
    checked: verified(
      'Abstract read: 6 points on the MADRS are clinically meaningful, 12 substantial (esketamine trials).',
    ),
  },
  'madrs-remission': {
    citation:
      'Hawley CJ, Gale TM, Sivakumaran T. Defining remission by cut off score on the MADRS: selecting the optimal value. J Affect Disord 2002;72:177–84',
    url: 'https://pubmed.ncbi.nlm.nih.gov/12200208/',
    checked: verified('Abstract read: below 10. Trials also use 10 or less and 12 or less.'),
  },
  'c-ssrs-screener': {
    citation: 'Columbia-Suicide Severity Rating Scale, screener with triage points (Columbia Lighthouse Project)',
    url: 'https://commondataelements.ninds.nih.gov/report-viewer/137881/Columbia%20-%20Suicide%20Severity%20Rating%20Scale%20(C-SSRS)%20Screener%20Version',
    checked: verified(
      'Which questions are asked after which, and low, moderate, high; moderate for question 3 or lifetime behaviour read in a service’s guide.',
    ),
  },
  'c-ssrs-triage': {
    citation:
      'Clinical triage guidelines using the C-SSRS: questions 4 or 5 in the past month, or any behaviour in the past 3 months, are the most severe',
    url: 'https://docsbay.net/doc/914678/c-ssrs-triage-guidelines',
    checked: verified('Read in a copy.'),
  },
  'c-ssrs-licence': {
    citation:
      'C-SSRS: copyright Research Foundation for Mental Hygiene, Inc.; electronic implementations are licensed by Clario',
    url: 'https://clario.com/about/legal-and-privacy/c-ssrs-licensing-application/',
    checked: verified(
      'Read there: an exclusive licence for electronic use, each version certified. So its words are not shipped.',
    ),
  },
  'bremner-1998': {
    citation:
      'Bremner JD, Krystal JH, Putnam FW, et al. Measurement of dissociative states with the Clinician-Administered Dissociative States Scale (CADSS). J Trauma Stress 1998;11:125–36',
    checked: background('The 23 items of the ketamine literature, 0 to 4 each; which item is of which subscale.'),
  },
  'cadss-esketamine': {
    citation:
      'Relationship between dissociation and antidepressant effects of esketamine nasal spray. Int J Neuropsychopharmacol 2022 (pyab084)',
    url: 'https://doi.org/10.1093/ijnp/pyab084',
    checked: verified('Abstract read: a peak above 4 counted as significant dissociation.'),
  },
  'cadss-alpha': {
    citation:
      'J Psychopharmacol 2017, doi 10.1177/0269881117725685: psychometric properties of the CADSS with ketamine (refractory anxiety)',
    url: 'https://doi.org/10.1177/0269881117725685',
    checked: verified('Abstract read: Cronbach’s alpha of the total 0.937; 18 patients.'),
  },
  'cadss-6': {
    citation:
      'Rodrigues NB, McIntyre RS, Lipsitz O, et al. A simplified 6-item clinician administered dissociative symptom scale (CADSS-6). J Affect Disord 2021;282:160–4',
    url: 'https://doi.org/10.1016/j.jad.2020.12.119',
    checked: verified(
      'Abstract read: questions 1, 2, 6, 7, 15 and 22 of the long form; made from past data, not yet validated anew.',
    ),
  },
  'cadss-licence': {
    citation: 'CADSS: J. Douglas Bremner, Emory University',
    checked: background('No licence to pass it on could be read.'),
  },
  'barrett-2015': {
    citation:
      'Barrett FS, Johnson MW, Griffiths RR. Validation of the revised Mystical Experience Questionnaire in experimental sessions with psilocybin. J Psychopharmacol 2015;29:1182–90',
    url: 'https://doi.org/10.1177/0269881115609019',
    checked: verified('Abstract; the factors with what each can reach in accounts of it.'),
  },
  'meq-scoring': {
    citation:
      'MEQ30: which question is of which factor, by number; complete where every factor reaches 60 % (Barrett 2015)',
    checked: background('The rule is in the abstract, its figure and the numbers are not.'),
  },
  'meq-licence': {
    citation: 'MEQ30: © SAGE Publications (J Psychopharmacol 2015); free for research by use',
    checked: background('No licence to pass it on could be read.'),
  },
  'nour-2016': {
    citation:
      'Nour MM, Evans L, Nutt D, Carhart-Harris RL. Ego-dissolution and psychedelics: validation of the Ego-Dissolution Inventory (EDI). Front Hum Neurosci 2016;10:269',
    url: 'https://doi.org/10.3389/fnhum.2016.00269',
    checked: verified('Abstract read: eight items on a visual analogue scale; Cronbach’s alpha 0.93.'),
  },
  'edi-scoring': {
    citation: 'EDI: each line 0 to 100, the score their mean (Nour 2016)',
    checked: background(),
  },
  'edi-licence': {
    citation: 'EDI: in an article under CC BY (Frontiers)',
    checked: background('Its exact words could not be read in a stored copy, so they are not shipped.'),
  },
  'davis-2021': {
    citation:
      'Davis AK, Barrett FS, So S, Gukasyan N, Swift TC, Griffiths RR. Development of the Psychological Insight Questionnaire among a sample of people who have consumed psilocybin or LSD. J Psychopharmacol 2021;35:437–46',
    url: 'https://doi.org/10.1177/0269881120967878',
    checked: verified('Abstract read: 23 items, two subscales.'),
  },
  'piq-scoring': {
    citation: 'PIQ: answers of 0 to 5, the score their mean (Davis 2021)',
    checked: background('Which question is of which subscale could not be read.'),
  },
  'piq-licence': {
    citation: 'PIQ: © SAGE Publications (J Psychopharmacol 2021)',
    checked: background('No licence to pass it on could be read.'),
  },
  'watts-2022': {
    citation:
      'Watts R, Kettner H, Geerts D, et al. The Watts Connectedness Scale: a new scale for measuring a sense of connectedness to self, others, and world. Psychopharmacology 2022;239:3461–83',
    url: 'https://doi.org/10.1007/s00213-022-06187-5',
    checked: verified('Three subscales in the abstract; items 1 to 6, 7 to 12 and 13 to 19 in an open implementation.'),
  },
  'wcs-scoring': {
    citation:
      'Watts Connectedness Scale: lines of 0 to 100, means; questions 7, 8, 11 and 12 turned; the total the mean of the three (Watts 2022)',
    checked: background('Which are turned follows from how they are worded.'),
  },
  'wcs-licence': {
    citation: 'Watts Connectedness Scale: in an open-access article (Springer)',
    checked: background('Which open licence it is could not be read, so its words are not shipped.'),
  },
  'schwarzer-1995': {
    citation:
      'Schwarzer R, Jerusalem M. Generalized Self-Efficacy scale. In: Weinman J, Wright S, Johnston M, eds. Measures in health psychology. Windsor: NFER-NELSON, 1995:35–7',
    checked: verified('Ten items of 1 to 4, 10 to 40, read in two accounts.'),
  },
  'gse-missing': {
    citation: 'General Self-Efficacy Scale: scored where no more than three answers are missing (its authors’ notes)',
    checked: background(),
  },
  'gse-licence': {
    citation:
      'General Self-Efficacy Scale: no permission needed to use it, with the source named (userpage.fu-berlin.de/~health)',
    checked: verified('Read in an account. To use is not to pass on: its words are not shipped.'),
  },
  'legare-2010': {
    citation:
      'Légaré F, Kearing S, Clay K, et al. Are you SURE? Assessing patient decisional conflict with a 4-item screening test. Can Fam Physician 2010;56:e308–14',
    url: 'https://www.cfp.ca/content/56/8/e308',
    checked: verified('Abstract and table read: yes 1, no 0; 3 or less indicates decisional conflict.'),
  },
  'sure-licence': {
    citation: 'SURE test © O’Connor and Légaré, 2008: free to use with this citation',
    checked: background('As in the decision aid, whose words it shares.'),
  },
} as const satisfies Record<string, MeasureSource>;
export type MeasureSourceId = keyof typeof MEASURE_SOURCES;
