/** The code typed by hand: for a label that is torn, a device without a camera, and a number read aloud. */
import { useId, useState } from 'react';
import styles from './scanner.module.css';

/** `onTyped` answers whether it was understood; what was not stays in the field, to be mended. */
export function Typed({ onTyped }: { onTyped: (text: string) => boolean }) {
  const id = useId();
  const [text, setText] = useState('');
  return (
    <form
      className={styles.typed}
      onSubmit={(event) => {
        event.preventDefault();
        // A page's form around this one is not sent with it.
        event.stopPropagation();
        if (text.trim() && onTyped(text)) setText('');
      }}
    >
      <label htmlFor={id} className={styles.label}>
        Or type it
      </label>
      <div className={styles.row}>
        <input
          id={id}
          className={styles.input}
          value={text}
          maxLength={200}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-describedby={`${id}hint`}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" className={styles.button}>
          Read it
        </button>
      </div>
      <div id={`${id}hint`} className={styles.small}>
        The clinic's label (K-0042), the National Drug Code (0143-9509-10), or all that stands under the code, as (01)…
        (17)… (10)…
      </div>
    </form>
  );
}
