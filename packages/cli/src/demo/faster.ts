/**
 * A protocol so many times faster than life, for showing: its phases, intervals and minimum times shrink, and nothing
 * else does. That a session can be shown in two minutes with every rule in force is what protocols as data are for.
 */
import { type Protocol, type ProtocolDocument, parseProtocol } from '@holdspace/care';

type Duration = { value: number; unit: string };
const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400 };

/** The faster protocol, and its document as it is installed. */
export function faster(document: ProtocolDocument, speed: number): { document: ProtocolDocument; protocol: Protocol } {
  const shrink = <T extends Duration>(duration: T): T =>
    ({ value: Math.max(1, Math.round((duration.value * (SECONDS[duration.unit] ?? 1)) / speed)), unit: 's' }) as T;
  const { delivery, monitoring, discharge, dose } = document;
  const made: ProtocolDocument = {
    ...document,
    version: `1.0.${1000 + speed}`,
    name: `${document.name} (${speed} times faster, for showing)`,
    delivery:
      delivery.kind === 'infusion'
        ? {
            ...delivery,
            duration: shrink(delivery.duration),
            durationAllowed: { low: shrink(delivery.durationAllowed.low), high: shrink(delivery.durationAllowed.high) },
            // A bag that runs in as much less time at the rate to which the pump is set in life.
            bagVolume: { value: Math.round((delivery.bagVolume.value * 1000) / speed), unit: 'uL' },
          }
        : delivery.kind === 'nasal_device'
          ? { ...delivery, between: shrink(delivery.between) }
          : delivery,
    dose: dose.booster
      ? {
          ...dose,
          booster: { ...dose.booster, earliest: shrink(dose.booster.earliest), latest: shrink(dose.booster.latest) },
        }
      : dose,
    phases: document.phases.map((phase) => (phase.expected ? { ...phase, expected: shrink(phase.expected) } : phase)),
    monitoring: {
      ...monitoring,
      grace: shrink(monitoring.grace),
      rules: monitoring.rules.map((rule) =>
        rule.when === 'every'
          ? { ...rule, every: shrink(rule.every) }
          : rule.when === 'after_dose'
            ? { ...rule, at: rule.at.map(shrink) }
            : { ...rule, within: shrink(rule.within) },
      ),
    },
    discharge: {
      ...discharge,
      minimumTime: { ...discharge.minimumTime, duration: shrink(discharge.minimumTime.duration) },
    },
  };
  const parsed = parseProtocol(made);
  if (!parsed.ok)
    throw new Error(
      `${speed} times faster, ${document.id} does not hold: ${parsed.issues.map((issue) => `${issue.path} ${issue.message}`).join('; ')}`,
    );
  return { document: made, protocol: parsed.protocol };
}
