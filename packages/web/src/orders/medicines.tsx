/** A patient's medicine list: what they take, who told of it, what is known of it beside ketamine, and when it ended. */
import { MEDICINE_SOURCE_WORDS, MEDICINE_SOURCES, type MedicineSource, mayEver } from '@holdspace/care';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMe, useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { Form } from '../ui/form.tsx';
import { dayOf, sayDate, sayDay } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import { LoadingState } from '../ui/states.tsx';
import { Cautions } from './cautions.tsx';
import styles from './orders.module.css';
import { type MedicineShown, useAddMedicine, useEndMedicine, useMedicines } from './queries.ts';

export default function Medicines({ patientId }: { patientId: string }) {
  const { practitioner } = useMe();
  const list = useMedicines(patientId);
  const [isAdding, add] = useState(false);
  const mayKeep = mayEver('keep the medicine list', practitioner.roles);
  const medicines = list.data?.medicines ?? [];
  const taken = medicines.filter(({ ended }) => !ended);
  const before = medicines.filter(({ ended }) => ended);
  return (
    <Panel
      title="Medicines"
      actions={
        mayKeep &&
        list.data &&
        !isAdding && (
          <Button variant="subtle" leftSection={<Sign name="plus" size={16} />} onClick={() => add(true)}>
            Add a medicine
          </Button>
        )
      }
    >
      <ProblemAlert error={list.error} />
      {list.isPending && <LoadingState says="Loading the medicines" />}
      {isAdding && (
        <div className={styles.inset}>
          <AddMedicine patientId={patientId} onLeave={() => add(false)} />
        </div>
      )}
      {list.data && taken.length === 0 && (
        <p className={styles.unknown}>Nothing is written down that the patient takes.</p>
      )}
      <ul className={styles.plain} aria-label="What the patient takes">
        {taken.map((medicine) => (
          <Medicine key={medicine.id} patientId={patientId} medicine={medicine} mayKeep={mayKeep} />
        ))}
      </ul>
      {before.length > 0 && (
        <details>
          <summary>What ended</summary>
          <ul className={styles.plain}>
            {before.map(({ id, name, dose, ended }) => (
              <li key={id}>
                <span className={styles.medicineName}>{name}</span>
                {dose && `, ${dose}`}
                {ended && (
                  <div className={styles.small}>
                    Ended {sayDay(ended.on)}, written down by {ended.by.name}: {ended.because}
                  </div>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

function Medicine({ patientId, medicine, mayKeep }: { patientId: string; medicine: MedicineShown; mayKeep: boolean }) {
  const zone = useZone();
  const [isEnding, end] = useState(false);
  const { name, ingredient, dose, since, source, recordedAt, recordedBy, cautions } = medicine;
  return (
    <li>
      <div className={styles.head}>
        <div>
          <span className={styles.medicineName}>{name}</span>
          {ingredient && ` (${ingredient})`}
          {dose && `, ${dose}`}
          <div className={styles.small}>
            {since && `Since ${sayDay(since)}; `}
            {MEDICINE_SOURCE_WORDS[source]}, written down by {recordedBy.name}, {sayDate(recordedAt, zone)}
          </div>
        </div>
        {mayKeep && !isEnding && (
          <Button variant="default" onClick={() => end(true)}>
            Ended<span className="hs-visually-hidden">: {name}</span>
          </Button>
        )}
      </div>
      <Cautions cautions={cautions} />
      {isEnding && <EndMedicine patientId={patientId} medicineId={medicine.id} onLeave={() => end(false)} />}
    </li>
  );
}

function AddMedicine({ patientId, onLeave }: { patientId: string; onLeave: () => void }) {
  const adding = useAddMedicine(patientId);
  const [id] = useState(newId);
  const [name, setName] = useState('');
  const [ingredient, setIngredient] = useState('');
  const [dose, setDose] = useState('');
  const [since, setSince] = useState('');
  const [source, setSource] = useState<MedicineSource>('patient');
  return (
    <Form
      send="Write it down"
      isSending={adding.isPending}
      error={adding.error}
      onLeave={onLeave}
      onSend={() =>
        adding.mutate(
          {
            id,
            name,
            ...(ingredient.trim() && { ingredient }),
            ...(dose.trim() && { dose }),
            ...(since && { since }),
            source,
          },
          { onSuccess: onLeave },
        )
      }
    >
      <TextInput
        label="Medicine, as it is written"
        required
        withAsterisk={false}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label="Ingredient (if the name does not say it)"
        autoComplete="off"
        value={ingredient}
        onChange={(event) => setIngredient(event.currentTarget.value)}
      />
      <TextInput
        label="Dose, as it is taken (if known)"
        autoComplete="off"
        value={dose}
        onChange={(event) => setDose(event.currentTarget.value)}
      />
      <TextInput
        label="Since (if known)"
        type="date"
        value={since}
        onChange={(event) => setSince(event.currentTarget.value)}
      />
      <NativeSelect
        label="Where it is known from"
        data={MEDICINE_SOURCES.map((value) => ({ value, label: MEDICINE_SOURCE_WORDS[value] }))}
        value={source}
        onChange={(event) => setSource(event.currentTarget.value as MedicineSource)}
      />
    </Form>
  );
}

function EndMedicine({
  patientId,
  medicineId,
  onLeave,
}: {
  patientId: string;
  medicineId: string;
  onLeave: () => void;
}) {
  const zone = useZone();
  const ending = useEndMedicine(patientId, medicineId);
  const [on, setOn] = useState(() => dayOf(new Date(), zone));
  const [because, setBecause] = useState('');
  return (
    <Form
      send="Write down that it ended"
      isSending={ending.isPending}
      error={ending.error}
      onLeave={onLeave}
      onSend={() => ending.mutate({ on, because }, { onSuccess: onLeave })}
    >
      <TextInput
        label="Ended on"
        description="From this day on it is not taken any more."
        type="date"
        required
        withAsterisk={false}
        value={on}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
      <TextInput
        label="Why"
        required
        withAsterisk={false}
        value={because}
        onChange={(event) => setBecause(event.currentTarget.value)}
      />
    </Form>
  );
}
