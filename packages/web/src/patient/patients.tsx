/** All patients of the clinic, found by name or record number. */
import { Button, TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { Link } from 'wouter';
import { useZone } from '../api/me.ts';
import { ageOn, dayOf, sayDay } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Sign } from '../ui/sign.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import { findPatients } from './find-patients.ts';
import { NewPatientForm } from './new-patient.tsx';
import styles from './patient.module.css';
import { usePatients } from './queries.ts';

export default function Patients() {
  const zone = useZone();
  const patients = usePatients();
  const [words, setWords] = useState('');
  const [isCreating, create] = useState(false);
  const searched = useDeferredValue(words);
  const all = patients.data?.patients ?? [];
  const found = findPatients(all, searched);
  const thisDay = dayOf(new Date(), zone);
  return (
    <Page
      title="Patients"
      actions={
        !isCreating && (
          <Button leftSection={<Sign name="plus" size={16} />} onClick={() => create(true)}>
            New patient
          </Button>
        )
      }
    >
      {isCreating && <NewPatientForm onLeave={() => create(false)} />}
      {patients.isPending && <LoadingState says="Loading patients" />}
      {patients.isError && !patients.data && (
        <FailedState what="The list of patients" error={patients.error} retry={() => void patients.refetch()} />
      )}
      {patients.data && all.length === 0 && (
        <EmptyState title="No patients yet">The first one is made here, at the front desk.</EmptyState>
      )}
      {all.length > 0 && (
        <>
          <TextInput
            type="search"
            label="Find by name or record number"
            className={styles.search ?? ''}
            leftSection={<Sign name="search" size={18} />}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <p className="hs-visually-hidden" role="status">
            {found.length === 1 ? '1 patient' : `${found.length} patients`}
          </p>
          <ul className={styles.list}>
            {found.map((patient) => (
              <li key={patient.id}>
                <Link href={`/patients/${patient.id}`} className={styles.row}>
                  <span className={styles.rowName}>{patient.name}</span>
                  <span className="hs-numbers">
                    {sayDay(patient.dateOfBirth)}, {ageOn(patient.dateOfBirth, thisDay)} years
                  </span>
                  <span className="hs-numbers">{patient.recordNumber}</span>
                </Link>
              </li>
            ))}
          </ul>
          {found.length === 0 && (
            <EmptyState title="Nobody by that name">Check the spelling, or look by record number.</EmptyState>
          )}
        </>
      )}
    </Page>
  );
}
