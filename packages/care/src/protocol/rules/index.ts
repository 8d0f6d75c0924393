/** Every rule of the protocol language that spans fields, in the order in which it is told. Adding one is a file and a line. */
import type { SpanningRule } from '../spanning-rule.ts';
import { boosterHolds } from './booster-holds.ts';
import { callLimitsAreOrdered } from './call-limits-are-ordered.ts';
import { choicesCanBeCounted } from './choices-can-be-counted.ts';
import { consentAndIdentityAreGates } from './consent-and-identity-are-gates.ts';
import { deliveryFitsRoute } from './delivery-fits-route.ts';
import { dischargeCanBeReached } from './discharge-can-be-reached.ts';
import { doseHasAPhase } from './dose-has-a-phase.ts';
import { doseRangeHolds } from './dose-range-holds.ts';
import { fixedDosesHold } from './fixed-doses-hold.ts';
import { formFitsSubstance } from './form-fits-substance.ts';
import { gateLimitsAreOrdered } from './gate-limits-are-ordered.ts';
import { idsAreUnique } from './ids-are-unique.ts';
import { infusionTimeHolds } from './infusion-time-holds.ts';
import { licensedRoles } from './licensed-roles.ts';
import { monitoringHasARhythm } from './monitoring-has-a-rhythm.ts';
import { nameFitsTheLabel } from './name-fits-the-label.ts';
import { phasesExist } from './phases-exist.ts';
import { piecesDivideEvenly } from './pieces-divide-evenly.ts';
import { productsFitDelivery } from './products-fit-delivery.ts';
import { settingGateHasASetting } from './setting-gate-has-a-setting.ts';
import { softGatesHaveAnOverrider } from './soft-gates-have-an-overrider.ts';
import { somebodyMayGive } from './somebody-may-give.ts';
import { sourcesAreListed } from './sources-are-listed.ts';
import { weightIsAGate } from './weight-is-a-gate.ts';

export const SPANNING_RULES: readonly SpanningRule[] = [
  idsAreUnique,
  sourcesAreListed,
  formFitsSubstance,
  deliveryFitsRoute,
  productsFitDelivery,
  piecesDivideEvenly,
  infusionTimeHolds,
  doseRangeHolds,
  fixedDosesHold,
  choicesCanBeCounted,
  boosterHolds,
  licensedRoles,
  weightIsAGate,
  consentAndIdentityAreGates,
  gateLimitsAreOrdered,
  softGatesHaveAnOverrider,
  settingGateHasASetting,
  doseHasAPhase,
  somebodyMayGive,
  phasesExist,
  monitoringHasARhythm,
  callLimitsAreOrdered,
  dischargeCanBeReached,
  nameFitsTheLabel,
];
