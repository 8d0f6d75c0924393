/** Somebody of the clinic signs, as themselves, that they saw the patient sign. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../api/new-id.ts';
import { Problem } from '../api/problem.ts';
import { SignAct } from '../sign-in/sign-act.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useKeepConsents } from './queries.ts';

export function Witness({ courseId, signature, title }: { courseId: string; signature: string; title: string }) {
  const [id] = useState(newId);
  const keep = useKeepConsents(courseId);
  const [isSigning, sign] = useState(false);
  const witness = { id, signature };
  const send = (proof?: string) =>
    keep.mutate(
      { to: '/witnessed', body: witness, proof },
      {
        onError: (error) => sign(error instanceof Problem && error.kind === 'signature-needed'),
        onSuccess: () => sign(false),
      },
    );
  if (isSigning)
    return (
      <SignAct
        title={`Having seen the patient sign: ${title}`}
        by="self"
        at={`/api/courses/${courseId}/consents`}
        what={{ witness }}
        onSigned={({ proof }) => send(proof)}
        onClose={() => sign(false)}
      />
    );
  return (
    <>
      <ProblemAlert error={keep.error} />
      <p>
        <Button loading={keep.isPending} onClick={() => send()}>
          I saw the patient sign
        </Button>{' '}
        <Button variant="subtle" onClick={() => sign(true)}>
          Somebody else saw it
        </Button>
      </p>
    </>
  );
}
