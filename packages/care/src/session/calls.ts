/**
 * Readings at which somebody is called during the session. The reading is stored either way; the call is raised
 * with it. Source: clinical.md §4, "During a session call the prescriber", as the protocol sets the limits.
 */
import type { Instant } from '../instant.ts';
import type { Protocol } from '../protocol/schema.ts';
import { sayQuantity } from '../quantity.ts';
import { sayRoles } from '../roles.ts';
import { baselineReading } from './baseline.ts';
import type { CallRaised } from './events.ts';
import { phaseAt } from './phases.ts';
import type { Session } from './session.ts';
import type { VitalSigns } from './vital-signs.ts';

/** The calls that a set of readings raises. */
export function callsFor(protocol: Protocol, state: Session, reading: VitalSigns, at: Instant): CallRaised[] {
  const limits = protocol.callLimits;
  const whom = sayRoles(limits.call);
  const calls: CallRaised[] = [];
  const raise = (limit: string, says: string) => calls.push({ limit, message: `Call the ${whom}: ${says}.` });

  const pressure = reading.bloodPressure;
  if (pressure) {
    if (pressure.systolic.value >= limits.systolicAtLeast.value)
      raise(
        'systolic',
        `systolic ${sayQuantity(pressure.systolic)} is at or over ${sayQuantity(limits.systolicAtLeast)}`,
      );
    if (pressure.diastolic.value >= limits.diastolicAtLeast.value)
      raise(
        'diastolic',
        `diastolic ${sayQuantity(pressure.diastolic)} is at or over ${sayQuantity(limits.diastolicAtLeast)}`,
      );
    const baseline = baselineReading(state, 'bloodPressure', at);
    const rise = baseline ? pressure.systolic.value - baseline.value.systolic.value : 0;
    if (baseline && baseline.entry.at < at && rise > limits.systolicRiseAbove.value)
      raise(
        'systolic_rise',
        `systolic has risen ${rise} mmHg over the baseline of ${sayQuantity(baseline.value.systolic)}, more than ${sayQuantity(limits.systolicRiseAbove)}`,
      );
  }
  const heartRate = reading.heartRate;
  if (heartRate && heartRate.value > limits.heartRateAbove.value)
    raise('heart_rate_high', `heart rate ${heartRate.value} is over ${limits.heartRateAbove.value} a minute`);
  if (heartRate && heartRate.value < limits.heartRateBelow.value)
    raise('heart_rate_low', `heart rate ${heartRate.value} is under ${limits.heartRateBelow.value} a minute`);
  const saturation = reading.oxygenSaturation;
  if (saturation && saturation.value < limits.oxygenSaturationBelow.value)
    raise(
      'oxygen_saturation',
      `oxygen saturation ${sayQuantity(saturation)} is under ${sayQuantity(limits.oxygenSaturationBelow)}`,
    );
  const breaths = reading.respiratoryRate;
  if (breaths && breaths.value < limits.respiratoryRateBelow.value)
    raise('respiratory_rate', `${breaths.value} breaths a minute is under ${limits.respiratoryRateBelow.value}`);
  const sedation = reading.sedation;
  const inward = phaseAt(protocol, state, at)?.phase.inward ?? false;
  if (sedation && sedation.value <= limits.sedationAtMost.value && !inward)
    raise(
      'sedation',
      `sedation (RASS) ${sedation.value} is at or under ${limits.sedationAtMost.value} outside an inward phase`,
    );
  return calls;
}
