/** A product of the formulary, written or corrected, with the arithmetic of what one container holds as one types. */
import { type Product, sayContent } from '@holdspace/care';
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Form } from '../ui/form.tsx';
import styles from './medicine.module.css';
import { type DraftFaults, draftOf, EMPTY_DRAFT, type ProductDraft, readDraft } from './product-draft.ts';
import { saveProduct, useMedicine } from './queries.ts';

interface ProductFormProps {
  readonly before?: Product;
  readonly onLeave: () => void;
}

export function ProductForm({ before, onLeave }: ProductFormProps) {
  const [draft, setDraft] = useState<ProductDraft>(() => (before ? draftOf(before) : EMPTY_DRAFT));
  const [shown, show] = useState<DraftFaults>({});
  const save = useMedicine(saveProduct);
  const read = readDraft(draft, before);
  const field = (name: keyof ProductDraft) => ({
    value: draft[name],
    error: shown[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      const { value } = currentTarget;
      setDraft((now) => ({ ...now, [name]: value }));
      show((now) => ({ ...now, [name]: undefined }));
    },
  });
  const text = (name: keyof ProductDraft) => ({ ...field(name), maxLength: 200, autoComplete: 'off' });
  return (
    <Form
      send={before ? 'Save' : 'Add'}
      isSending={save.isPending}
      error={save.error}
      onLeave={onLeave}
      onSend={() => {
        if (!read.ok) return show(read.faults);
        save.mutate(read.document, { onSuccess: onLeave });
      }}
    >
      <TextInput label="Name" description="As it is called here: Ketamine 50 mg/mL, vial of 10 mL" {...text('name')} />
      <TextInput label="Substance" description="As protocols name it: ketamine, esketamine" {...text('substance')} />
      <NativeSelect
        label="Schedule"
        description="Of the Controlled Substances Act"
        data={[
          { value: 'III', label: 'Schedule III' },
          { value: 'IV', label: 'Schedule IV' },
          { value: 'V', label: 'Schedule V' },
          { value: 'none', label: 'Not controlled' },
        ]}
        {...field('schedule')}
      />
      <NativeSelect
        label="What it is"
        data={[
          { value: 'solution', label: 'A vial of solution' },
          { value: 'unit', label: 'A pack of pieces: lozenges, devices, tablets' },
        ]}
        {...field('form')}
      />
      {draft.form === 'solution' ? (
        <>
          <TextInput label="Concentration, mg/mL" inputMode="decimal" {...text('concentration')} />
          <TextInput
            label="Volume of one vial, mL"
            description="As the label says, without the overfill"
            inputMode="decimal"
            {...text('volume')}
          />
          <NativeSelect
            label="Use"
            data={[
              { value: 'multi_dose', label: 'Multiple doses' },
              { value: 'single_dose', label: 'A single dose, one patient' },
            ]}
            {...field('use')}
          />
        </>
      ) : (
        <>
          <TextInput label="A piece is called" description="Lozenge, device, tablet" {...text('unitName')} />
          <TextInput label="Strength of one piece, mg" inputMode="decimal" {...text('strength')} />
          <TextInput label="Pieces in a pack" inputMode="numeric" {...text('units')} />
          <NativeSelect
            label="May be cut into"
            data={[
              { value: '1', label: 'Given whole' },
              { value: '2', label: 'Halves' },
              { value: '3', label: 'Thirds' },
              { value: '4', label: 'Quarters' },
            ]}
            {...field('divisibleInto')}
          />
        </>
      )}
      <p className={`${styles.reckoned} ${styles.wide}`} role="status">
        {read.ok
          ? `One container holds ${sayContent(read.product)}`
          : 'What one container holds stands here once it is known.'}
      </p>
      <TextInput
        label="National Drug Codes (if any)"
        description="11 digits as 00143-9509-10; several with commas"
        {...text('ndc')}
      />
      <TextInput label="RxNorm number (if any)" inputMode="numeric" {...text('rxnorm')} />
      <TextInput
        label="Days of use after opening (if limited)"
        description="28 for most multiple-dose vials (USP 797)"
        inputMode="decimal"
        {...text('useWithin')}
      />
      <TextInput label="Storage" description="At 20 to 25 °C, away from light" {...text('storage')} />
    </Form>
  );
}
