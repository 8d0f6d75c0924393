/** One short form for each kind of gate: what is seen or asked when it is confirmed. */
import type { ProtocolGate } from '@holdspace/care';
import { Consent } from './consent.tsx';
import { EmergencyEquipment } from './emergency-equipment.tsx';
import { Escort } from './escort.tsx';
import { Fasting } from './fasting.tsx';
import { Focus } from './focus.tsx';
import type { FormProps } from './gate-fields.tsx';
import { Identity } from './identity.tsx';
import { Intoxication } from './intoxication.tsx';
import { PregnancyTest } from './pregnancy-test.tsx';
import { Screening } from './screening.tsx';
import { SettingPrepared } from './setting-prepared.tsx';
import { SuicideRisk } from './suicide-risk.tsx';
import { TouchConsent } from './touch-consent.tsx';
import { Weight } from './weight.tsx';

/** The form of a gate; none for those that are read from the log itself. */
export function GateForm({ gate, onFound }: FormProps<ProtocolGate>) {
  switch (gate.gate) {
    case 'consent':
      return <Consent gate={gate} onFound={onFound} />;
    case 'touch_consent':
      return <TouchConsent gate={gate} onFound={onFound} />;
    case 'screening':
      return <Screening gate={gate} onFound={onFound} />;
    case 'identity':
      return <Identity gate={gate} onFound={onFound} />;
    case 'weight':
      return <Weight gate={gate} onFound={onFound} />;
    case 'fasting':
      return <Fasting gate={gate} onFound={onFound} />;
    case 'escort':
      return <Escort gate={gate} onFound={onFound} />;
    case 'pregnancy_test':
      return <PregnancyTest gate={gate} onFound={onFound} />;
    case 'intoxication':
      return <Intoxication gate={gate} onFound={onFound} />;
    case 'suicide_risk':
      return <SuicideRisk gate={gate} onFound={onFound} />;
    case 'emergency_equipment':
      return <EmergencyEquipment gate={gate} onFound={onFound} />;
    case 'setting_prepared':
      return <SettingPrepared gate={gate} onFound={onFound} />;
    case 'focus':
      return <Focus gate={gate} onFound={onFound} />;
    case 'baseline_vital_signs':
    case 'people_present':
      return null;
  }
}
