/** A group as its leaders act on it, and the medical director reads it: who is in it and has agreed to keep what is said, its meetings, who came, and notes. */
import { GROUP_CONSENT, GROUP_KIND_WORDS } from '@holdspace/care';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { usePatient, usePatients } from '../patient/queries.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Form } from '../ui/form.tsx';
import { dayLater, dayOf, momentAt, sayDate } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './groups.module.css';
import { Meeting } from './meeting.tsx';
import { type LedGroupShown, useGroup, useGroupChange, useLeads } from './queries.ts';

export default function Group({ groupId }: { groupId: string }) {
  const shown = useGroup(groupId);
  const before = <Link href="/groups">Groups</Link>;
  if (shown.isPending)
    return (
      <Page title="Group" before={before}>
        <LoadingState says="Loading the group" />
      </Page>
    );
  if (shown.isError)
    return (
      <Page title="Group" before={before}>
        <FailedState what="The group" error={shown.error} retry={() => void shown.refetch()} />
      </Page>
    );
  const { group, consentText } = shown.data;
  const held = new Map(group.held.map((one) => [one.meetingId, one]));
  return (
    <Page
      title={group.name}
      before={before}
      lead={`${GROUP_KIND_WORDS[group.kind].en} in ${group.place}, led by ${group.leaders.map(({ name }) => name).join(' and ')}.`}
    >
      <Members group={group} consentText={consentText} />
      {group.meetings.toReversed().map((meeting) => (
        <Meeting key={meeting.id} group={group} meeting={meeting} held={held.get(meeting.id)} />
      ))}
      <PlanMeeting group={group} />
    </Page>
  );
}

function Members({ group, consentText }: { group: LedGroupShown; consentText: readonly string[] }) {
  const zone = useZone();
  const leads = useLeads(group);
  const change = useGroupChange();
  const [isAdding, add] = useState(false);
  const inIt = group.members.filter(({ leftAt }) => !leftAt);
  const path = `/api/groups/${group.id}`;
  return (
    <Panel title={`Who is in it: ${inIt.length} of ${group.most}`}>
      <ProblemAlert error={change.error} />
      {inIt.length === 0 && <p className={styles.quiet}>Nobody yet.</p>}
      <ul className={styles.members}>
        {inIt.map((member) => (
          <li key={member.id}>
            <div>
              <Link href={`/patients/${member.patientId}`}>{member.name}</Link>
              <p className={styles.quiet}>
                {member.consent
                  ? `Agreed ${member.consent.signedHow === 'paper' ? 'on paper' : 'on their own page'}, ${sayDate(member.consent.signedAt, zone)} (text ${member.consent.textVersion})`
                  : 'Has not agreed yet to keep what is said here. Until then, coming does not count as a visit.'}
              </p>
            </div>
            {!member.consent && <StatusBadge meaning="caution">No agreement</StatusBadge>}
            <div className={styles.buttons}>
              {leads && !member.consent && (
                <ConfirmButton
                  variant="default"
                  size="sm"
                  asks="Signed the text below?"
                  onConfirm={() =>
                    change.mutate({
                      path: `${path}/consents`,
                      body: { id: newId(), courseId: member.courseId, textVersion: GROUP_CONSENT.version },
                    })
                  }
                >
                  Signed on paper
                </ConfirmButton>
              )}
              {leads && (
                <ConfirmButton
                  variant="subtle"
                  size="sm"
                  asks="Leaves the group?"
                  onConfirm={() =>
                    change.mutate({ path: `${path}/members/leave`, body: { courseId: member.courseId } })
                  }
                >
                  Leaves
                </ConfirmButton>
              )}
            </div>
          </li>
        ))}
      </ul>
      {leads && isAdding && <AddMember group={group} onLeave={() => add(false)} />}
      {leads && !isAdding && (
        <Button variant="default" onClick={() => add(true)}>
          Take somebody in
        </Button>
      )}
      <details className={styles.text}>
        <summary>What everybody agrees to</summary>
        {consentText.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </details>
    </Panel>
  );
}

function AddMember({ group, onLeave }: { group: LedGroupShown; onLeave: () => void }) {
  const [id] = useState(newId);
  const patients = usePatients().data?.patients ?? [];
  const [patientId, choose] = useState('');
  const inIt = new Set(group.members.filter(({ leftAt }) => !leftAt).map((one) => one.patientId));
  return (
    <div className={styles.inset}>
      <NativeSelect
        label="Patient"
        value={patientId}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: '', label: 'Choose' },
          ...patients.filter((one) => !inIt.has(one.id)).map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
      {patientId === '' ? (
        <Button variant="subtle" onClick={onLeave}>
          Not now
        </Button>
      ) : (
        <ChooseCourse key={patientId} id={id} group={group} patientId={patientId} onLeave={onLeave} />
      )}
    </div>
  );
}

interface ChooseCourseProps {
  readonly id: string;
  readonly group: LedGroupShown;
  readonly patientId: string;
  readonly onLeave: () => void;
}
function ChooseCourse({ id, group, patientId, onLeave }: ChooseCourseProps) {
  const shown = usePatient(patientId);
  const change = useGroupChange();
  const [chosen, choose] = useState<string>();
  if (shown.isPending) return <LoadingState says="Loading courses" />;
  if (shown.isError) return <FailedState what="The courses" error={shown.error} retry={() => void shown.refetch()} />;
  const { courses } = shown.data;
  const courseId = chosen ?? courses[0]?.id;
  if (!courseId)
    return (
      <p className={styles.quiet}>
        No course of theirs is open to you: whoever belongs to their care team takes them in.
      </p>
    );
  return (
    <Form
      send="Take in"
      isSending={change.isPending}
      error={change.error}
      onSend={() =>
        change.mutate({ path: `/api/groups/${group.id}/members`, body: { id, courseId } }, { onSuccess: onLeave })
      }
      onLeave={onLeave}
    >
      <NativeSelect
        label="Course"
        value={courseId}
        onChange={(event) => choose(event.currentTarget.value)}
        data={courses.map((course) => ({ value: course.id, label: course.protocol.name }))}
      />
    </Form>
  );
}

const A_WEEK = 7;
function PlanMeeting({ group }: { group: LedGroupShown }) {
  const zone = useZone();
  const [id, setId] = useState(newId);
  const [day, setDay] = useState(() => dayLater(dayOf(new Date(), zone), A_WEEK));
  const [time, setTime] = useState('18:00');
  const [minutes, setMinutes] = useState('90');
  const [isPlanning, plan] = useState(false);
  const leads = useLeads(group);
  const change = useGroupChange();
  if (!leads) return null;
  if (!isPlanning)
    return (
      <Button variant="default" onClick={() => plan(true)}>
        Plan a meeting
      </Button>
    );
  return (
    <Panel title="Plan a meeting">
      <Form
        send="Plan"
        isSending={change.isPending}
        error={change.error}
        onSend={() =>
          change.mutate(
            {
              path: `/api/groups/${group.id}/meetings`,
              body: { id, at: momentAt(day, time, zone), minutes: Number(minutes) },
            },
            {
              onSuccess: () => {
                setId(newId());
                plan(false);
              },
            },
          )
        }
        onLeave={() => plan(false)}
      >
        <TextInput label="Day" type="date" value={day} onChange={(event) => setDay(event.currentTarget.value)} />
        <TextInput label="Time" type="time" value={time} onChange={(event) => setTime(event.currentTarget.value)} />
        <NativeSelect
          label="Minutes"
          value={minutes}
          onChange={(event) => setMinutes(event.currentTarget.value)}
          data={['60', '90', '120', '180']}
        />
      </Form>
    </Panel>
  );
}
