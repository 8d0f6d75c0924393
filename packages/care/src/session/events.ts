/** What can have happened in a dosing session: a closed union, past tense. Nothing is edited; see `StruckOut`. */
import type { Instant } from '../instant.ts';
import type { MusicAction } from '../music/words.ts';
import type { DoseByWeight, DrugAmount, DrugConcentration, Duration, PumpRate, Volume } from '../quantity.ts';
import type { Practitioner } from '../roles.ts';
import type { CommandOf, CommandType, GateFinding } from './commands.ts';
import type { Implausible, VitalSigns } from './vital-signs.ts';

/** A rule that was not met and did not stop the recording: overridden with a reason, or recorded after the fact. */
export interface Flag {
  readonly rule: string;
  readonly message: string;
  readonly why: 'overridden' | 'recorded_against_rule';
  readonly reason: string;
  /** Who else signed the override, where somebody had to. */
  readonly signedBy?: { readonly id: string; readonly name: string };
}

/** What every event carries. `seq` counts from 1 within the session. */
export interface EventBase {
  readonly seq: number;
  /** Clinical time: when it happened. */
  readonly at: Instant;
  /** When the deciding machine accepted it; the server's is the one stored. */
  readonly recordedAt: Instant;
  readonly author: Practitioner;
  readonly device: string;
  /** The command that caused it, and which of that command's events it is. */
  readonly commandId: string;
  readonly part: number;
  readonly flags?: readonly Flag[];
  /** Entered long after it happened (over `LATE_ENTRY_AFTER`). */
  readonly lateEntry?: true;
}

/** The body of a command, without its envelope. */
type BodyOf<T extends CommandType> = Omit<CommandOf<T>, 'type' | 'id' | 'at' | 'device' | 'overrides' | 'happened'>;

/** A reading at a call limit: who is called, and why. */
export interface CallRaised {
  readonly limit: string;
  readonly message: string;
}

/** A part of a draw, and how much of it the draw turned out to hold beyond what was recorded. */
export interface DrawPart {
  readonly draw: string;
  readonly amount: DrugAmount;
  readonly unexplained?: DrugAmount;
}

/** What the clinic's ledger said of a container when it was drawn from. */
export interface DrawOnLedger {
  /** Where it lay; absent where the ledger has it in no safe. */
  readonly safe?: string;
  /** Whether what is left of it is wasted before a witness. */
  readonly isControlled: boolean;
  /** How much more was drawn than the ledger held. */
  readonly unexplained?: DrugAmount;
}

export interface Bodies {
  SessionPlanned: BodyOf<'PlanSession'>;
  PatientArrived: Record<never, never>;
  GateConfirmed: { readonly finding: GateFinding };
  PersonJoined: BodyOf<'JoinSession'>;
  PersonLeft: { readonly person: { readonly id: string; readonly name: string } };
  /** Whoever takes over has come in by then, by the entries before it; the other has left with it. */
  PresenceHandedOver: {
    readonly from: { readonly id: string; readonly name: string };
    readonly to: { readonly id: string; readonly name: string };
    readonly words?: string;
  };
  PhaseEntered: { readonly phase: string };
  VitalSignsRecorded: {
    readonly vitalSigns: VitalSigns;
    /** Unlikely readings about which the author answered "yes". */
    readonly confirmed?: readonly Implausible[];
    readonly calls?: readonly CallRaised[];
  };
  DoseOrdered: Omit<BodyOf<'OrderDose'>, 'underCourseOrder'> & {
    /** The course order under which it was placed, who signed that, and when it ends. */
    readonly underCourseOrder?: {
      readonly id: string;
      readonly version: number;
      readonly signedBy: { readonly id: string; readonly name: string };
      readonly expiresAt: Instant;
    };
    /** The amount after rounding to what can be drawn up or counted out; what may be given. */
    readonly amount: DrugAmount;
    /** Before rounding. */
    readonly exact: DrugAmount;
    /** What the rounded amount is per kilogram; absent without a weight. */
    readonly perKilogram?: DoseByWeight;
    readonly volume?: Volume;
    readonly units?: number;
    /** Infusions: the diluted concentration, the rate and how long. */
    readonly pump?: {
      readonly bagVolume: Volume;
      readonly concentration: DrugConcentration;
      readonly rate: PumpRate;
      readonly duration: Duration;
    };
  };
  OrderChecked: { readonly order: string };
  OrderStopped: { readonly order: string; readonly reason: string };
  MedicineDrawn: BodyOf<'DrawMedicine'> & {
    /** What one piece holds, where whole pieces were taken. */
    readonly piece?: DrugAmount;
    /** Absent where the clinic keeps no ledger, or its ledger does not know the container. */
    readonly ledger?: DrawOnLedger;
  };
  DoseAdministered: Omit<BodyOf<'AdministerDose'>, 'draws'> & {
    readonly cumulative: DrugAmount;
    readonly draws?: readonly DrawPart[];
  };
  InfusionStarted: {
    readonly order: string;
    readonly rate: PumpRate;
    readonly concentration: DrugConcentration;
    readonly bagVolume: Volume;
    readonly amount: DrugAmount;
    readonly draws?: readonly DrawPart[];
  };
  InfusionRateChanged: { readonly rate: PumpRate; readonly reason: string; readonly delivered: DrugAmount };
  InfusionPaused: { readonly reason: string; readonly delivered: DrugAmount };
  InfusionResumed: { readonly delivered: DrugAmount };
  InfusionStopped: BodyOf<'StopInfusion'> & {
    readonly delivered: DrugAmount;
    readonly remainder: DrugAmount;
    /** How much of each draw in the bag was delivered; the rest of it is in hand again. */
    readonly draws?: readonly DrawPart[];
  };
  MedicineWasted: BodyOf<'WasteMedicine'> & { readonly needsWitness: boolean };
  WasteWitnessed: BodyOf<'WitnessWaste'>;
  MedicinePutBack: BodyOf<'PutBackMedicine'>;
  MedicineLost: BodyOf<'LoseMedicine'>;
  NoscRecorded: BodyOf<'RecordNosc'>;
  ObservationRecorded: BodyOf<'RecordObservation'>;
  WordsRecorded: BodyOf<'RecordWords'>;
  InterventionRecorded: BodyOf<'RecordIntervention'>;
  MusicRecorded: Omit<BodyOf<'RecordMusic'>, 'action'> & { readonly action: MusicAction };
  TouchConsentWithdrawn: BodyOf<'WithdrawTouchConsent'>;
  AdverseEventRecorded: BodyOf<'RecordAdverseEvent'>;
  EmergencyStopCalled: { readonly reason?: string | undefined };
  EmergencyStopCleared: { readonly reason: string };
  RecoveryScored: BodyOf<'RecordRecoveryScore'> & { readonly total: number };
  DischargeCriterionConfirmed: BodyOf<'ConfirmDischargeCriterion'>;
  HandedOverToEscort: BodyOf<'HandOverToEscort'>;
  DischargeSigned: Record<never, never>;
  PatientDeparted: BodyOf<'RecordDeparture'>;
  SessionCancelled: { readonly reason: string };
  OverrideSigned: BodyOf<'SignOverride'>;
  StruckOut: { readonly struck: number; readonly reason: string };
  RecordSigned: BodyOf<'SignRecord'>;
}

export type EventType = keyof Bodies;
export type EventOf<T extends EventType> = { readonly [K in T]: EventBase & { readonly type: K } & Bodies[K] }[T];
export type SessionEvent = EventOf<EventType>;
/** An event before it has its place in the log. */
export type EventDraft = {
  readonly [K in EventType]: { readonly type: K } & Bodies[K] & { readonly flags?: readonly Flag[] };
}[EventType];
