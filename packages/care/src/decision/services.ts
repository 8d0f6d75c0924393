/**
 * A clinic's services as they are told to the public: the label computed from the protocol, in every language, and the
 * column of the decision aid that tells about it. Nobody types what a service is called.
 */
import type { Localized } from '../language.ts';
import { type Label, labelOf } from '../protocol/label.ts';
import type { Protocol } from '../protocol/schema.ts';
import type { OptionId } from './points.ts';

export interface ServiceLabel {
  readonly name: string;
  readonly statement: string;
}
export interface PublicService {
  readonly kind: Label['kind'];
  readonly label: Localized<ServiceLabel>;
  /** Where the decision aid tells about it; none for what it does not tell about. */
  readonly option?: OptionId;
  readonly approval: Protocol['approval']['status'];
}

const ROUTES: Readonly<Record<Protocol['medicine']['route'], string>> = {
  intravenous: 'por la vena',
  intramuscular: 'en el músculo',
  sublingual: 'bajo la lengua',
  intranasal: 'en la nariz',
};
const DELIVERIES: Readonly<Record<Protocol['delivery']['kind'], string>> = {
  infusion: 'Infusión',
  injection: 'Inyección',
  lozenge: 'Pastilla',
  nasal_device: 'Aerosol',
};
/** In the order in which `labelOf` gives its reasons. */
const LACKING = ['preparación', 'un terapeuta o guía todo el tiempo del estado no ordinario', 'integración'];

function inSpanish({ medicine, delivery }: Protocol, { kind, reasons }: Label): ServiceLabel {
  if (kind === 'kap')
    return {
      name: 'Psicoterapia con ketamina (KAP)',
      statement: 'Incluye preparación, compañía durante la experiencia e integración.',
    };
  const lacking = LACKING.filter((_, index) => !reasons[index]?.met);
  const substance = medicine.substance === 'ketamine' ? 'ketamina' : 'esketamina';
  return {
    name: `${DELIVERIES[delivery.kind]} de ${substance} (${ROUTES[medicine.route]})`,
    statement:
      lacking.length === LACKING.length
        ? 'No incluye psicoterapia.'
        : `Le falta ${lacking.join(' y ')}. No es psicoterapia con ketamina.`,
  };
}

function optionOf({ medicine, delivery }: Protocol, { kind }: Label): OptionId | undefined {
  if (medicine.substance === 'esketamine') return 'esketamine';
  if (kind === 'kap') return 'kap';
  return delivery.kind === 'infusion' ? 'infusion' : undefined;
}

/** How the public is told of a protocol that is in force. */
export function publicService(protocol: Protocol): PublicService {
  const label = labelOf(protocol);
  const option = optionOf(protocol, label);
  return {
    kind: label.kind,
    label: { en: { name: label.name, statement: label.statement }, es: inSpanish(protocol, label) },
    ...(option && { option }),
    approval: protocol.approval.status,
  };
}
