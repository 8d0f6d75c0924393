/** Every rule of a dosing session, in the order in which refusals are told. The handbook and the API list are made from it. */
import type { Rule } from '../rule.ts';
import { amountFitsContainer } from './amount-fits-container.ts';
import { arrivedOnce } from './arrived-once.ts';
import { boosterAllowed } from './booster-allowed.ts';
import { boosterVitalSigns } from './booster-vital-signs.ts';
import { checkerIsAnotherPerson } from './checker-is-another-person.ts';
import { clinicalStaffRecord } from './clinical-staff-record.ts';
import { consentAsSigned } from './consent-as-signed.ts';
import { containerAsOrdered } from './container-as-ordered.ts';
import { containerForOnePatient } from './container-for-one-patient.ts';
import { containerHoldsEnough } from './container-holds-enough.ts';
import { containerInStock } from './container-in-stock.ts';
import { containerNotExpired } from './container-not-expired.ts';
import { containerNotOpenTooLong } from './container-not-open-too-long.ts';
import { containerNotRecalled } from './container-not-recalled.ts';
import { courseOrderStands } from './course-order-stands.ts';
import { credentialsInOrder } from './credentials-in-order.ts';
import { deliveryAsProtocol } from './delivery-as-protocol.ts';
import { devicesApart } from './devices-apart.ts';
import { dischargeAfterLastEntry } from './discharge-after-last-entry.ts';
import { dischargeCriteria } from './discharge-criteria.ts';
import { dischargeSigner } from './discharge-signer.ts';
import { doseAsCourseOrder } from './dose-as-course-order.ts';
import { doseAsOrdered } from './dose-as-ordered.ts';
import { doseFromADraw } from './dose-from-a-draw.ts';
import { doseInItsPhase } from './dose-in-its-phase.ts';
import { doseWithinAbsoluteMaximum } from './dose-within-absolute-maximum.ts';
import { drawStands } from './draw-stands.ts';
import { drawnByMedicalStaff } from './drawn-by-medical-staff.ts';
import { drawsMakeTheDose } from './draws-make-the-dose.ts';
import { emergencyStopClearedBy } from './emergency-stop-cleared-by.ts';
import { emergencyStopOnce } from './emergency-stop-once.ts';
import { findingHasHappened } from './finding-has-happened.ts';
import { gateConfirmer } from './gate-confirmer.ts';
import { gatesBeforeDose } from './gates-before-dose.ts';
import { goesBackIntoASafe } from './goes-back-into-a-safe.ts';
import { handOverBetweenTwo } from './hand-over-between-two.ts';
import { inHandHoldsDose } from './in-hand-holds-dose.ts';
import { inHandHoldsRest } from './in-hand-holds-rest.ts';
import { infusionToActOn } from './infusion-to-act-on.ts';
import { isThisRight } from './is-this-right.ts';
import { jumpAsksWhy } from './jump-asks-why.ts';
import { licensedStaffGive } from './licensed-staff-give.ts';
import { medicineAddsUp } from './medicine-adds-up.ts';
import { minimumRecoveryTime } from './minimum-recovery-time.ts';
import { musicByOnePlayer } from './music-by-one-player.ts';
import { musicMakesSense } from './music-makes-sense.ts';
import { noCancelAfterDose } from './no-cancel-after-dose.ts';
import { noDoseDuringEmergencyStop } from './no-dose-during-emergency-stop.ts';
import { noscAfterDose } from './nosc-after-dose.ts';
import { noscInOrder } from './nosc-in-order.ts';
import { notBeforeArrival } from './not-before-arrival.ts';
import { notInTheFuture } from './not-in-the-future.ts';
import { nothingRunningAtTheEnd } from './nothing-running-at-the-end.ts';
import { onlyUnopenedGoesBack } from './only-unopened-goes-back.ts';
import { orderCanBePrepared } from './order-can-be-prepared.ts';
import { orderIdIsNew } from './order-id-is-new.ts';
import { orderInForce } from './order-in-force.ts';
import { orderIsChecked } from './order-is-checked.ts';
import { orderNeeded } from './order-needed.ts';
import { orderNotStopped } from './order-not-stopped.ts';
import { orderStands } from './order-stands.ts';
import { orderWithinRange } from './order-within-range.ts';
import { overrideSigner } from './override-signer.ts';
import { patientHasArrived } from './patient-has-arrived.ts';
import { personJoinsOnce } from './person-joins-once.ts';
import { phaseExists } from './phase-exists.ts';
import { phaseInOrder } from './phase-in-order.ts';
import { phasePresence } from './phase-presence.ts';
import { plannedUnderThisProtocol } from './planned-under-this-protocol.ts';
import { prescriberOrders } from './prescriber-orders.ts';
import { presenceIsHandedOver } from './presence-is-handed-over.ts';
import { rateWithinProtocol } from './rate-within-protocol.ts';
import { safeHoldsWhatWentBack } from './safe-holds-what-went-back.ts';
import { screeningAsOnRecord } from './screening-as-on-record.ts';
import { sessionIsOpen } from './session-is-open.ts';
import { sessionPlannedOnce } from './session-planned-once.ts';
import { signsAfterTheEnd } from './signs-after-the-end.ts';
import { siteAsProtocol } from './site-as-protocol.ts';
import { strikeByAuthorOrSenior } from './strike-by-author-or-senior.ts';
import { strikeLaterFirst } from './strike-later-first.ts';
import { strikeNamesAnEntry } from './strike-names-an-entry.ts';
import { touchAgreedBeforeMedicine } from './touch-agreed-before-medicine.ts';
import { touchAsConsented } from './touch-as-consented.ts';
import { witnessIsAnotherPerson } from './witness-is-another-person.ts';

export const RULES: readonly Rule[] = [
  sessionPlannedOnce,
  plannedUnderThisProtocol,
  patientHasArrived,
  arrivedOnce,
  notInTheFuture,
  notBeforeArrival,
  sessionIsOpen,
  clinicalStaffRecord,
  gateConfirmer,
  screeningAsOnRecord,
  consentAsSigned,
  findingHasHappened,
  touchAgreedBeforeMedicine,
  touchAsConsented,
  personJoinsOnce,
  handOverBetweenTwo,
  credentialsInOrder,
  presenceIsHandedOver,
  phaseInOrder,
  phaseExists,
  phasePresence,
  isThisRight,
  prescriberOrders,
  courseOrderStands,
  doseAsCourseOrder,
  orderIdIsNew,
  orderCanBePrepared,
  orderWithinRange,
  doseWithinAbsoluteMaximum,
  jumpAsksWhy,
  boosterAllowed,
  boosterVitalSigns,
  orderStands,
  orderNotStopped,
  orderInForce,
  orderNeeded,
  checkerIsAnotherPerson,
  orderIsChecked,
  licensedStaffGive,
  drawnByMedicalStaff,
  drawStands,
  drawsMakeTheDose,
  containerInStock,
  containerAsOrdered,
  containerNotExpired,
  containerNotOpenTooLong,
  containerNotRecalled,
  containerForOnePatient,
  amountFitsContainer,
  containerHoldsEnough,
  gatesBeforeDose,
  doseInItsPhase,
  doseAsOrdered,
  doseFromADraw,
  inHandHoldsDose,
  inHandHoldsRest,
  goesBackIntoASafe,
  onlyUnopenedGoesBack,
  witnessIsAnotherPerson,
  deliveryAsProtocol,
  siteAsProtocol,
  devicesApart,
  noDoseDuringEmergencyStop,
  emergencyStopOnce,
  emergencyStopClearedBy,
  infusionToActOn,
  rateWithinProtocol,
  noscInOrder,
  noscAfterDose,
  musicMakesSense,
  musicByOnePlayer,
  dischargeSigner,
  minimumRecoveryTime,
  dischargeCriteria,
  medicineAddsUp,
  nothingRunningAtTheEnd,
  dischargeAfterLastEntry,
  noCancelAfterDose,
  overrideSigner,
  strikeNamesAnEntry,
  strikeLaterFirst,
  safeHoldsWhatWentBack,
  strikeByAuthorOrSenior,
  signsAfterTheEnd,
];
