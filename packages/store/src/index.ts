/** What is kept and how: the engine, the migrations, and the store. */
export { HOUSE_CLINIC } from './audit/audit-chain.ts';
export {
  type Checkpoint,
  type CheckpointKeys,
  newCheckpointKey,
  parseCheckpointKeys,
  readCheckpoint,
  signCheckpoint,
  whyNotBelieved,
} from './audit/checkpoints.ts';
export type { AuditFilter } from './audit/read.ts';
export type { AuditVerification, BrokenAudit } from './audit/verify.ts';
export { canonicalJson, FIRST_PREVIOUS_HASH } from './canonical-json.ts';
export type { Course, DayVisit, InstalledProtocol, Visit } from './care-records.ts';
export type { Clinic, PractitionerRecord } from './clinics.ts';
export type {
  ConsentFrom,
  ConsentSignature,
  ConsentsOfPatient,
  NewConsentSignature,
  NewWithdrawal,
  SignedSecret,
} from './consents/consents.ts';
export type { ConsentDocumentVersion } from './consents/documents.ts';
export {
  formatRootKeys,
  type HeldRootKey,
  heldRootKeys,
  newRootKey,
  parseRootKeys,
} from './encryption/held-root-keys.ts';
export { MissingRootKeyError } from './encryption/keys.ts';
export type { RootKeys } from './encryption/root-keys.ts';
export { SealFault } from './encryption/seal-fault.ts';
export { type Engine, type EngineNotice, startEngine } from './engine/engine.ts';
export type { ImportedDose, ImportedScore } from './import/past.ts';
export type { DataImport, FileRead, KeptMapping } from './import/shapes.ts';
export type { ConsultRequest, ConsultStep } from './intake/consults.ts';
export type { FormFile } from './intake/form-files.ts';
export type { FormDraft, FormResponse } from './intake/forms.ts';
export type { CountOpening, HalfTaking, InventoryCount } from './inventory/counts.ts';
export type { DiscrepancyStep, KeptDiscrepancy, Settling } from './inventory/discrepancies.ts';
export type { KeptProduct, ProductSaving } from './inventory/formulary.ts';
export type { LedgerMonth } from './inventory/months.ts';
export type { MovementFilter, PlacedMovement } from './inventory/movements.ts';
export type { Posted, PostOutcome } from './inventory/post.ts';
export type { LotRecall, NewRecall, Recalling, ReceivedLot, TakenBack, TakingBack } from './inventory/recalls.ts';
export type { Receiving, Recorded, StoredReceipt } from './inventory/receive.ts';
export type { ContainerFilter, Safe, SafeAdding, StockedContainer } from './inventory/stock.ts';
export type { BrokenLedger, LedgerVerification } from './inventory/verify.ts';
export type { BeforeDoseWords } from './kap/before-dose.ts';
export type { OutsideMessage } from './kap/circle.ts';
export type { CareGroup, GroupConsent, GroupMeeting, GroupMember, SaidAttendance } from './kap/groups.ts';
export type { CheckInAnswer, KeptOutcome } from './kap/integration/check-ins.ts';
export type { JournalEntry, JournalShare } from './kap/integration/journal.ts';
export type { KeptMark, ThreadEntry } from './kap/integration/threads.ts';
export type { CourseInStep, KeptAnswers, KeptSettingPlan, PreparationSaved } from './kap/preparation.ts';
export type { Concern, NewConcern } from './kap/signals/concerns.ts';
export type { KeptShift } from './kap/signals/on-call.ts';
export type { RuleChange } from './kap/signals/rules.ts';
export type { Task, TaskStep, WholeTask } from './kap/signals/task-rows.ts';
export type { Acting } from './kap/signals/tasks.ts';
export type { KeptAct as MeasureAct } from './measures/acts.ts';
export type { DraftHolder, MeasureDraft } from './measures/drafts.ts';
export type { MeasureLink } from './measures/links.ts';
export type { MeasureRequest, NewMeasureRequest } from './measures/requests.ts';
export type { MeasureResponse, NewMeasureResponse } from './measures/responses.ts';
export type { MeasureText } from './measures/texts.ts';
export { MESSAGE_SOURCE, type PatientMessage, type UnheardMessage } from './messages/messages.ts';
export { migrate } from './migrations/migrate.ts';
export type { AvoidedTrack } from './music/music.ts';
export type { Sound } from './music/sounds.ts';
export type { Listener, SessionNotice } from './notices.ts';
export type { CourseOrderAdded } from './orders/course-orders.ts';
export type {
  FedCourse,
  FedPatient,
  FedScore,
  FedSession,
  FedVisit,
  FeedMark,
} from './outcomes/feed.ts';
export type { PatientMonths } from './outcomes/patient-months.ts';
export type { Patient } from './patients.ts';
export type { Assignment, Upcoming } from './people/assignments.ts';
export type { CareTeamMember } from './people/care-team.ts';
export type { Credential } from './people/credentials.ts';
export type { Invitation } from './people/invitations.ts';
export type { Person, PersonChange } from './people/people.ts';
export type { Standing } from './people/standings.ts';
export type { TokenListed } from './people/tokens.ts';
export type { CourseMoveRecord } from './protocols/course-moves.ts';
export type { ProtocolDraft, SeenDraft } from './protocols/drafts.ts';
export { type GovernedVersion, hashOfDocument, type ProtocolSignOff } from './protocols/sign-offs.ts';
export type { Authorization } from './records/authorizations.ts';
export type { BrokenGlass } from './records/broken-glass.ts';
export { DISCLOSED, DISCLOSURE_BASES, type Disclosure } from './records/disclosures.ts';
export type { Note, Saving } from './records/notes.ts';
export type { OutsideMember } from './records/outside-members.ts';
export type { Part2FlagKept } from './records/part-2-flags.ts';
export type { ReaderKind, ReaderSubject } from './records/readers.ts';
export type { ReceivedFrom, ReceivedSummary, RegistryStep } from './registry/registry.ts';
export {
  readSignedSummary,
  registryKeyId,
  type SignedSummary,
  signSummary,
  summarySignatureHolds,
} from './registry/signed-summary.ts';
export type { ScreeningAdded } from './screening/screenings.ts';
export type { AppendAnswer, AppendRequest } from './sessions/append.ts';
export type { MedicineAppend, NotTaken } from './sessions/append-with-movements.ts';
export { hashOfCommand, hashOfContent, type StoredEvent } from './sessions/chain.ts';
export type { SessionHead } from './sessions/sessions.ts';
export type { BrokenChain, Verification } from './sessions/verify.ts';
export type { GuessLimit } from './sign-in/guesses.ts';
export type { Passkey } from './sign-in/passkeys.ts';
export type { PatientAccount } from './sign-in/patient-accounts.ts';
export { openStore, type Store, type StoreVerification } from './store.ts';
export { VISIT_KINDS, type VisitKind } from './tables.ts';
