/** Every measure that comes with Holdspace. What was answered under an older version is scored by that version. */
import type { Instrument } from '../instrument.ts';
import { C_SSRS } from './c-ssrs.ts';
import { CADSS, CADSS_6 } from './cadss.ts';
import { EDI, PIQ, WATTS_CONNECTEDNESS } from './experience.ts';
import { GAD_7 } from './gad-7.ts';
import { MADRS } from './madrs.ts';
import { MEQ30 } from './meq30.ts';
import { PCL_5 } from './pcl-5.ts';
import { PHQ_9 } from './phq-9.ts';
import { QIDS_SR16 } from './qids-sr16.ts';
import { ANXIETY_LINE, GENERAL_SELF_EFFICACY, SURE_TEST } from './short-ones.ts';
import { WHO_5 } from './who-5.ts';

/** As they are put now, one of each. */
export const INSTRUMENTS: readonly Instrument[] = [
  PHQ_9,
  GAD_7,
  PCL_5,
  WHO_5,
  QIDS_SR16,
  MADRS,
  C_SSRS,
  CADSS,
  CADSS_6,
  MEQ30,
  EDI,
  PIQ,
  WATTS_CONNECTEDNESS,
  GENERAL_SELF_EFFICACY,
  ANXIETY_LINE,
  SURE_TEST,
];

/** No longer put to anybody; they stay for what was answered under them. */
export const RETIRED_INSTRUMENTS: readonly Instrument[] = [];
