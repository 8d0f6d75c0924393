/** The patient's own way in: a link and a code, made by whoever receives them. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { InvitationCard } from './invitation-card.tsx';
import { Part } from './part.tsx';
import type { Invitation } from './shapes.ts';

export function OwnPage({ patientId }: { patientId: string }) {
  const [made, setMade] = useState<Invitation>();
  const letIn = useMutation({
    mutationFn: () => api.post<{ invitation: Invitation }>(`/api/patients/${patientId}/portal-invitation`),
    onSuccess: ({ invitation }) => setMade(invitation),
  });
  return (
    <Part title="The patient’s own page" about="Their record in plain words, what they agreed to, and to whom it went.">
      {made && <InvitationCard invitation={made} to="the patient" onDone={() => setMade(undefined)} />}
      <ProblemAlert error={letIn.error} />
      <Button variant="default" loading={letIn.isPending} onClick={() => letIn.mutate()}>
        Make a link for the patient
      </Button>
    </Part>
  );
}
