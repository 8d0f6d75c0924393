/** The vectors of every measure, by its id. */
import { C_SSRS_VECTORS } from './c-ssrs.ts';
import { MADRS_VECTORS, QIDS_SR16_VECTORS, WHO_5_VECTORS } from './depression.ts';
import { CADSS_6_VECTORS, CADSS_VECTORS } from './dissociation.ts';
import { EDI_VECTORS, MEQ30_VECTORS, PIQ_VECTORS, WATTS_CONNECTEDNESS_VECTORS } from './experience.ts';
import { GAD_7_VECTORS } from './gad-7.ts';
import { PCL_5_VECTORS } from './pcl-5.ts';
import { PHQ_9_VECTORS } from './phq-9.ts';
import { ANXIETY_LINE_VECTORS, GENERAL_SELF_EFFICACY_VECTORS, SURE_VECTORS } from './short-ones.ts';
import type { ScoringVector } from './vector.ts';

export const SCORING_VECTORS: Readonly<Record<string, readonly ScoringVector[]>> = {
  'phq-9': PHQ_9_VECTORS,
  'gad-7': GAD_7_VECTORS,
  'pcl-5': PCL_5_VECTORS,
  'who-5': WHO_5_VECTORS,
  'qids-sr16': QIDS_SR16_VECTORS,
  madrs: MADRS_VECTORS,
  'c-ssrs': C_SSRS_VECTORS,
  cadss: CADSS_VECTORS,
  'cadss-6': CADSS_6_VECTORS,
  meq30: MEQ30_VECTORS,
  edi: EDI_VECTORS,
  piq: PIQ_VECTORS,
  'watts-connectedness': WATTS_CONNECTEDNESS_VECTORS,
  'general-self-efficacy': GENERAL_SELF_EFFICACY_VECTORS,
  'anxiety-vas': ANXIETY_LINE_VECTORS,
  sure: SURE_VECTORS,
};
