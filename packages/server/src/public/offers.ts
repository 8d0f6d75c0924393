/** What a clinic offers, as everybody may know it: its services in force, each under its computed label. */
import { inForce, OPTION_IDS, type PublicService, publicService, type ServiceLabel } from '@holdspace/care';
import type { Context } from '../context.ts';

export interface ClinicOffers {
  readonly clinic: { readonly slug: string; readonly name: string };
  readonly services: readonly PublicService[];
}
type Asked = Pick<Context, 'store' | 'protocols' | 'guard' | 'now'>;

/** Null where there is no such clinic. Whoever tries many names is slowed down (429); who asks for one that is there is not. */
export async function offersOf(context: Asked, slug: string, address: string): Promise<ClinicOffers | null> {
  const { store, guard, now } = context;
  const attempt = await guard.attempt('address', address, now());
  const clinic = await store.clinics.bySlug(slug.toLowerCase());
  if (!clinic) return null;
  await attempt.right();
  return { clinic: { slug: clinic.slug, name: clinic.name }, services: await servicesOf(context, clinic.id) };
}

/** One a protocol in force; two protocols under one label (say, by another dose) are one service to the public. */
async function servicesOf({ store, protocols, now }: Asked, clinicId: string): Promise<readonly PublicService[]> {
  const all = await store.signOffs.versions(clinicId);
  const ids = [...new Set(all.map(({ protocolId }) => protocolId))];
  const shelved = await Promise.all(
    ids.map((id) => {
      const version = inForce(id, all, now());
      return version ? protocols.find(clinicId, id, version.version) : null;
    }),
  );
  const services = shelved.flatMap((one) => (one ? [publicService(one.protocol)] : []));
  const said = ({ name, statement }: ServiceLabel) => `${name} ${statement}`;
  // In the order of the decision aid, which means nothing; what it does not tell about comes last.
  const placeOf = ({ option }: PublicService) =>
    option === undefined ? OPTION_IDS.length : OPTION_IDS.indexOf(option);
  const ordered = services.toSorted((one, other) => placeOf(one) - placeOf(other));
  return ordered.filter(
    ({ label }, index) => ordered.findIndex((other) => said(other.label.en) === said(label.en)) === index,
  );
}
