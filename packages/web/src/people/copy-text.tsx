/** Text that is to be taken elsewhere: shown whole, and copied by a touch. */
import { Button, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { Sign } from '../ui/sign.tsx';
import styles from './people.module.css';

export function CopyText({ label, text }: { label: string; text: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [isCopied, copied] = useState(false);
  async function copy() {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      copied(true);
    } catch {
      // A browser that lets no page copy leaves the text selected, for the keyboard to copy.
      copied(false);
    }
  }
  return (
    <div className={styles.copy}>
      <TextInput ref={field} label={label} value={text} readOnly onFocus={(event) => event.currentTarget.select()} />
      <Button variant="outline" onClick={() => void copy()} leftSection={isCopied && <Sign name="check" size={16} />}>
        <span aria-live="polite">{isCopied ? 'Copied' : 'Copy'}</span>
      </Button>
    </div>
  );
}
