/**
 * The registry across clinics: what this one would give, shown whole before it joins; who gives; and the clinics' figures
 * together, with where this one stands. Nobody is ranked.
 */
import { mayEver, type RegistryOverview } from '@holdspace/care';
import { Link } from 'wouter';
import { useMe } from '../api/me.ts';
import { Page } from '../ui/page.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { Given } from './given.tsx';
import { Others } from './others.tsx';
import { Pools } from './pools.tsx';
import { useRegistry } from './queries.ts';
import { TakingPart } from './taking-part.tsx';

const LEAD =
  'Clinics that take part give each other figures of many patients together, and no patient’s row. Only patients who consent to research with their data are counted.';

export default function RegistryPage() {
  const shown = useRegistry();
  const seesOutcomes = mayEver('see outcomes', useMe().practitioner.roles);
  return (
    <Page title="Registry" before={seesOutcomes && <Link href="/outcomes">Outcomes</Link>} lead={LEAD} wide>
      {shown.isPending && <LoadingState says="Looking at the registry" />}
      {shown.isError && !shown.data && (
        <FailedState what="The registry" error={shown.error} retry={() => void shown.refetch()} />
      )}
      {shown.data && <Shown overview={shown.data} />}
    </Page>
  );
}

function Shown({ overview }: { readonly overview: RegistryOverview }) {
  const { practitioner } = useMe();
  const mayTakePart = mayEver('take part in the registry', practitioner.roles);
  return overview.isJoined ? (
    <>
      <Pools overview={overview} />
      <Others overview={overview} mayTakePart={mayTakePart} />
      <Given overview={overview} />
      <TakingPart overview={overview} mayTakePart={mayTakePart} />
    </>
  ) : (
    <TakingPart overview={overview} mayTakePart={mayTakePart} />
  );
}
