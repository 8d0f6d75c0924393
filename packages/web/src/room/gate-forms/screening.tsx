/** Screening: confirmed as it stands on record; from a paper where none was begun there. */
import { type GateOf, whyNotScreened } from '@holdspace/care';
import { useState } from 'react';
import { Link } from 'wouter';
import { sayDay } from '../../ui/moment.ts';
import parts from '../parts.module.css';
import { Text } from '../text-field.tsx';
import { useLoaded } from '../use-session.tsx';
import { type FormProps, GateFields } from './gate-fields.tsx';

export function Screening({ gate, onFound }: FormProps<GateOf<'screening'>>) {
  const { screening } = useLoaded();
  if (!screening || screening.state === 'none') return <Paper gate={gate} onFound={onFound} />;
  const { decision, courseId } = screening;
  const stands = whyNotScreened(screening);
  const link = (
    <Link href={`/courses/${courseId}/screening`} className={parts.quiet}>
      Open the screening
    </Link>
  );
  if (!stands && decision)
    return (
      <GateFields
        send="Confirm as it stands on record"
        onSend={() => onFound({ gate: 'screening', signedBy: decision.by, signedOn: decision.on, record: decision.id })}
      >
        <p>
          On record: signed by {decision.by}, {sayDay(decision.on)}. Nothing has come since that it did not cover.
        </p>
        {link}
      </GateFields>
    );
  return (
    <div className={parts.stack}>
      <p>It is not signed: {stands}</p>
      {link}
      <details>
        <summary>Another screening was seen on paper</summary>
        <Paper gate={gate} onFound={onFound} />
      </details>
    </div>
  );
}

function Paper({ onFound }: FormProps<GateOf<'screening'>>) {
  const [signedBy, setSignedBy] = useState('');
  const [signedOn, setSignedOn] = useState('');
  return (
    <GateFields onSend={() => onFound({ gate: 'screening', signedBy, signedOn })}>
      <Text label="Reviewed and signed by" value={signedBy} onChange={setSignedBy} />
      <Text label="Signed on" type="date" value={signedOn} onChange={setSignedOn} />
    </GateFields>
  );
}
