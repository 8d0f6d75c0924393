/** The scanner alone on a page, for its tests: as pages use it, it is loaded when it is opened. */
import '../../src/api/no-eval.ts';
import '@mantine/core/styles.css';
import '../../src/ui/tokens.css';
import type { ScannedLabel } from '@holdspace/care';
import { MantineProvider } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Weighed } from '../../src/scan/scanner.tsx';
import { useWedge } from '../../src/scan/use-wedge.ts';
import { cssVariables, theme } from '../../src/ui/theme.ts';

const Scanner = lazy(() => import('../../src/scan/scanner.tsx'));

const FORMULARY = [
  { name: 'Ketamine 100 mg/mL, vial of 5 mL', codes: { ndc: ['00143-9509-10'] } },
  { name: 'Ketamine 10 mg/mL, vial of 20 mL', codes: { ndc: ['42023-0113-10'] } },
];

/** As a room would: the order asks for 100 mg/mL. */
function weigh({ ndc }: ScannedLabel): Weighed | undefined {
  if (!ndc) return undefined;
  return ndc.includes('00143-9509-10')
    ? { isUsable: true, says: 'As ordered.' }
    : { isUsable: false, says: 'The order asks for 100 mg/mL, and this is another product.' };
}

function ScanPage() {
  const [isOpen, open] = useState(false);
  const [used, setUsed] = useState<readonly ScannedLabel[]>([]);
  const [heard, setHeard] = useState<readonly string[]>([]);
  const [sent, setSent] = useState(0);
  const [note, setNote] = useState('');
  useWedge((text) => setHeard((before) => [...before, text]));
  return (
    <main style={{ padding: '1rem' }}>
      <h1>Receiving</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setSent((count) => count + 1);
        }}
      >
        <label>
          Note <input value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        </label>{' '}
        <label>
          PIN <input type="password" />
        </label>{' '}
        <button type="submit">Send</button>
      </form>
      <p>Sent {sent} times.</p>
      <ul aria-label="Heard">
        {heard.map((text, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same text may be heard twice
          <li key={at}>{JSON.stringify(text)}</li>
        ))}
      </ul>
      <button type="button" aria-expanded={isOpen} onClick={() => open(true)}>
        Scan
      </button>
      {isOpen && (
        <Suspense>
          <Scanner
            title="Scan the vial"
            level={2}
            products={FORMULARY}
            weigh={weigh}
            use="Use this vial"
            onUse={(label) => setUsed((before) => [...before, label])}
            onClose={() => open(false)}
          />
        </Suspense>
      )}
      <ul aria-label="Used">
        {used.map((label, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same label may be used twice
          <li key={at}>{JSON.stringify(label)}</li>
        ))}
      </ul>
    </main>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
    <ScanPage />
  </MantineProvider>,
);
