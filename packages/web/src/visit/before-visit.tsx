/** What somebody reads before a visit of KAP: what the patient has prepared, and the course so far on one page. */
import { mayEver } from '@holdspace/care';
import { Link } from 'wouter';
import { useMe } from '../api/me.ts';
import type { ProtocolShown, VisitKind } from '../api/shapes.ts';
import styles from './before-visit.module.css';

interface BeforeVisitProps {
  readonly courseId: string;
  readonly kind: VisitKind;
  readonly protocol: ProtocolShown;
  readonly patientName: string;
}

const PREPARED: readonly VisitKind[] = ['preparation', 'dosing'];
const FOLLOWED: readonly VisitKind[] = ['dosing', 'integration', 'follow_up'];

export function BeforeVisit({ courseId, kind, protocol, patientName }: BeforeVisitProps) {
  const { roles } = useMe().practitioner;
  const isKap = protocol.label.kind === 'kap';
  const toPreparation = isKap && PREPARED.includes(kind) && mayEver('see the clinical record', roles);
  const toCourse = isKap && FOLLOWED.includes(kind) && mayEver('follow integration', roles);
  if (!toPreparation && !toCourse) return null;
  const whose = <span className="hs-visually-hidden"> of {patientName}</span>;
  return (
    <p className={styles.ways}>
      {toPreparation && <Link href={`/courses/${courseId}/preparation`}>Preparation{whose}</Link>}
      {toCourse && <Link href={`/courses/${courseId}/integration`}>The course on one page{whose}</Link>}
    </p>
  );
}
