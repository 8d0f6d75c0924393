/** A meeting: who came, each by one touch, and notes that name nobody; what is about one of them goes into their own record. */
import { ATTENDANCE_WORDS, ATTENDANCES } from '@holdspace/care';
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { useKeptDraft } from '../portal/integration/kept-draft.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { sayDate, sayTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './groups.module.css';
import { type GroupMeetingShown, type HeldShown, type LedGroupShown, useGroupChange, useLeads } from './queries.ts';

interface MeetingProps {
  readonly group: LedGroupShown;
  readonly meeting: GroupMeetingShown;
  readonly held: HeldShown | undefined;
}

export function Meeting({ group, meeting, held }: MeetingProps) {
  const zone = useZone();
  const leads = useLeads(group);
  const say = useGroupChange<{ counts: boolean; says?: string }>();
  const path = `/api/group-meetings/${meeting.id}`;
  const said = new Map(held?.attendance.map((one) => [one.patientId, one]));
  const shown = group.members.filter(({ leftAt, patientId }) => !leftAt || said.has(patientId));
  const isOver = meeting.at <= new Date().toISOString();
  return (
    <Panel
      title={`${sayDate(meeting.at, zone)}, ${sayTime(meeting.at, zone)}`}
      actions={meeting.calledOffAt && <StatusBadge meaning="neutral">Called off</StatusBadge>}
    >
      <p className={styles.about}>
        {meeting.minutes} minutes, {meeting.room}
      </p>
      <ProblemAlert error={say.error} />
      {say.data?.says && <p role="status">{say.data.says}</p>}
      {!meeting.calledOffAt && (
        <ul className={styles.members}>
          {shown.map(({ id, name, patientId, courseId }) => {
            const last = said.get(patientId);
            return (
              <li key={id}>
                <div>
                  {name}
                  {last && (last.attendance === 'present' || last.attendance === 'late') && (
                    <p className={styles.quiet}>
                      {last.counts ? 'Counts as their visit.' : 'Does not count yet: no agreement is signed.'}
                    </p>
                  )}
                </div>
                {leads ? (
                  <fieldset className={styles.attendance}>
                    <legend className="hs-visually-hidden">{name}</legend>
                    {ATTENDANCES.map((attendance) => (
                      <Button
                        key={attendance}
                        size="sm"
                        variant={last?.attendance === attendance ? 'filled' : 'default'}
                        aria-pressed={last?.attendance === attendance}
                        loading={
                          say.isPending &&
                          (say.variables.body as { courseId?: string; attendance?: string }).courseId === courseId &&
                          (say.variables.body as { attendance?: string }).attendance === attendance
                        }
                        onClick={() =>
                          say.mutate({ path: `${path}/attendance`, body: { id: newId(), courseId, attendance } })
                        }
                      >
                        {ATTENDANCE_WORDS[attendance]}
                      </Button>
                    ))}
                  </fieldset>
                ) : (
                  <span>{last ? ATTENDANCE_WORDS[last.attendance] : 'Not written down'}</span>
                )}
                {leads && isOver && (
                  <Link href={`/patients/${patientId}/notes`}>
                    Progress note<span className="hs-visually-hidden"> about {name}</span>
                  </Link>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {held?.notes.map((note) => (
        <div key={note.id} className={styles.note}>
          <p className={styles.quiet}>
            {note.author}, {sayDate(note.writtenAt, zone)}, {sayTime(note.writtenAt, zone)}
          </p>
          <p className={styles.words}>{note.text}</p>
        </div>
      ))}
      {leads && isOver && <AddNote path={`${path}/notes`} />}
      {leads && !isOver && !meeting.calledOffAt && (
        <ConfirmButton
          variant="subtle"
          asks="Call this meeting off?"
          onConfirm={() => say.mutate({ path: `${path}/call-off` })}
        >
          Call off
        </ConfirmButton>
      )}
    </Panel>
  );
}

function AddNote({ path }: { path: string }) {
  const [fresh] = useState(() => ({ id: newId(), text: '' }));
  const { value: draft, write, forget } = useKeptDraft(`group note ${path}`, fresh, '/api/me/draft-key');
  const add = useGroupChange();
  return (
    <form
      className={styles.addNote}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(
          { path, body: draft },
          {
            onSuccess: () => {
              write({ id: newId(), text: '' });
              forget();
            },
          },
        );
      }}
    >
      <Textarea
        label="Note about the meeting"
        description="About the group, and naming nobody in it. What is about one of them goes into a progress note of their own. It stays as it is once it is added."
        autosize
        minRows={3}
        maxRows={14}
        value={draft.text}
        onChange={(event) => write({ ...draft, text: event.currentTarget.value })}
      />
      <ProblemAlert error={add.error} />
      <Button type="submit" variant="default" loading={add.isPending} disabled={draft.text.trim() === ''}>
        Add the note
      </Button>
    </form>
  );
}
