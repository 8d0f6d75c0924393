/**
 * A protocol so many times faster than life, for showing: its phases, intervals and minimum times shrink, and nothing
 * else does. That a session can be shown in two minutes with every rule in force is what protocols as data are for.
 */
import { createHash } from 'node:crypto';
import { type Protocol, type ProtocolDocument, parseProtocol } from '@holdspace/care';

type Duration = { value: number; unit: string };
/** The least interval of readings that the language takes, in seconds: a faster show has readings more often than are due. */
const LEAST_BETWEEN_READINGS = 60;
/** Microlitres: what a dose for the person who is shown fits into. */
const SMALLEST_BAG = 8_000;
/** Millilitres an hour: the highest that the language takes. */
const HIGHEST_RATE = 2_000;
const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400 };

/** The faster protocol, and its document as it is installed. */
export function faster(document: ProtocolDocument, speed: number): { document: ProtocolDocument; protocol: Protocol } {
  const shrink = <T extends Duration>(duration: T, whole = Math.round): T =>
    ({ value: Math.max(1, whole((duration.value * (SECONDS[duration.unit] ?? 1)) / speed)), unit: 's' }) as T;
  const atLeast = <T extends Duration>(duration: T, seconds: number): T => ({
    ...duration,
    value: Math.max(duration.value, seconds),
  });
  const { delivery, monitoring, discharge, dose } = document;
  const shrunk: ProtocolDocument = {
    ...document,
    // A way of treating of its own, so that in the demo it supersedes nothing that patients are treated by.
    id: `${document.id}-${speed}x`,
    name: `${document.name} (${speed} times faster, for showing)`,
    delivery:
      delivery.kind === 'infusion'
        ? {
            ...delivery,
            duration: shrink(delivery.duration),
            durationAllowed: {
              // Rounded up, so that the least time never asks more of the pump than its highest rate.
              low: shrink(delivery.durationAllowed.low, Math.ceil),
              high: shrink(delivery.durationAllowed.high),
            },
            // Less in the bag, as long as the dose fits, and a pump as much faster as the language takes.
            bagVolume: {
              value: Math.max(SMALLEST_BAG, Math.floor((delivery.bagVolume.value * 1000) / speed)),
              unit: 'uL',
            },
            highestRate: { value: Math.min(HIGHEST_RATE, delivery.highestRate.value * speed), unit: 'mL/h' },
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
          ? { ...rule, every: atLeast(shrink(rule.every), LEAST_BETWEEN_READINGS) }
          : rule.when === 'after_dose'
            ? { ...rule, at: rule.at.map((moment) => shrink(moment)) }
            : { ...rule, within: shrink(rule.within) },
      ),
    },
    discharge: {
      ...discharge,
      minimumTime: { ...discharge.minimumTime, duration: shrink(discharge.minimumTime.duration) },
    },
  };
  // A version that was installed never changes, so another content is another version.
  const content = createHash('sha256').update(JSON.stringify(shrunk)).digest();
  const made = { ...shrunk, version: `1.0.${content.readUInt16BE(0)}` };
  const parsed = parseProtocol(made);
  if (!parsed.ok)
    throw new Error(
      `${speed} times faster, ${document.id} does not hold: ${parsed.issues.map((issue) => `${issue.path} ${issue.message}`).join('; ')}`,
    );
  return { document: made, protocol: parsed.protocol };
}
