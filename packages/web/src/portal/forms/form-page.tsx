/** What stands around a patient’s pages of forms, in their language. */
import type { ReactNode } from 'react';
import { useOnline } from '../../api/online.ts';
import { useWords } from '../../language/use-language.ts';
import banner from '../../ui/offline-banner.module.css';
import { Sign } from '../../ui/sign.tsx';
import { ReaderPage } from '../reader-page.tsx';
import { PAGE_WORDS } from './words.ts';

export function FormPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <ReaderPage title={title}>
      <WithoutNetwork />
      {children}
    </ReaderPage>
  );
}

function WithoutNetwork() {
  const say = useWords(PAGE_WORDS);
  const online = useOnline();
  return (
    <div role="status">
      {!online && (
        <p className={banner.banner}>
          <Sign name="offline" />
          <span>
            <strong>{say('noNetwork')}</strong> {say('offline')}
          </span>
        </p>
      )}
    </div>
  );
}
