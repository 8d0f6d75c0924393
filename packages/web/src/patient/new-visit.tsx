/** Plans a visit in a course: its kind, its day and time on the clinic's clocks, its room. */
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { VISIT_NAMES, type VisitKind } from '../api/shapes.ts';
import { Form } from '../ui/form.tsx';
import { dayOf, momentAt } from '../ui/moment.ts';
import { useCreateVisit } from './queries.ts';

const KINDS = Object.entries(VISIT_NAMES).map(([value, label]) => ({ value, label }));

interface NewVisitFormProps {
  readonly patientId: string;
  readonly courseId: string;
  readonly onLeave: () => void;
}

export function NewVisitForm({ patientId, courseId, onLeave }: NewVisitFormProps) {
  const zone = useZone();
  const create = useCreateVisit(patientId, courseId);
  const [id] = useState(newId);
  const [kind, setKind] = useState<VisitKind>('dosing');
  const [day, setDay] = useState(() => dayOf(new Date(), zone));
  const [time, setTime] = useState('09:00');
  const [room, setRoom] = useState('');
  return (
    <Form
      send="Plan visit"
      isSending={create.isPending}
      error={create.error}
      onLeave={onLeave}
      onSend={() => create.mutate({ id, kind, scheduledFor: momentAt(day, time, zone), room }, { onSuccess: onLeave })}
    >
      <NativeSelect
        label="Kind of visit"
        size="md"
        data={KINDS}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as VisitKind)}
      />
      <TextInput
        label="Day"
        type="date"
        required
        withAsterisk={false}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <TextInput
        label="Time at the clinic"
        type="time"
        required
        withAsterisk={false}
        value={time}
        onChange={(event) => setTime(event.currentTarget.value)}
      />
      <TextInput
        label="Room"
        required
        withAsterisk={false}
        value={room}
        onChange={(event) => setRoom(event.currentTarget.value)}
      />
    </Form>
  );
}
