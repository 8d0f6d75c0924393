/** Makes the page's HTML; the build calls it for each language. */
import {
  ALL_RETOLD,
  ALL_STATEMENTS,
  faultsOf,
  faultsOfRetold,
  LANGUAGES,
  type Language,
  type Localized,
  OPTION_IDS,
  type PublicService,
  type ServiceLabel,
} from '@holdspace/care';
import { renderToStaticMarkup } from 'react-dom/server';
import { NoSuchClinic, Offered } from './own/services.tsx';
import { DecidePage } from './page.tsx';
import { WORDS } from './words.ts';

/**
 * Throws where a statement lacks what it needs to be shown: a source, a certainty, a review date, a language; and where a
 * text that says statements again is from none, or has a number that none of them has.
 */
export function renderPage(language: Language) {
  const faults = [...faultsOf(ALL_STATEMENTS), ...faultsOfRetold(ALL_RETOLD, ALL_STATEMENTS)];
  if (faults.length > 0) throw new Error(`the decision aid cannot be built:\n${faults.join('\n')}`);
  const t = WORDS.in(language);
  return {
    title: t('title'),
    description: t('description'),
    html: renderToStaticMarkup(<DecidePage language={language} />),
  };
}

/** In the words of `packages/server/src/web/decide-of-clinic.ts`, which fills it. */
const blank = (name: string) => `⟦${name}⟧`;
const BLANK_LABEL = Object.fromEntries(
  LANGUAGES.map((language) => [language, { name: blank('name'), statement: blank('statement') }]),
) as Localized<ServiceLabel>;

/** What a clinic offers, as markup with blanks: the server fills it in, so that it is read without a script. */
export function renderServices(language: Language) {
  const t = WORDS.in(language);
  const offered = (services: readonly PublicService[]) =>
    renderToStaticMarkup(<Offered shown={{ clinic: { name: blank('clinic') }, services }} language={language} t={t} />);
  const itemOf = (html: string) => html.slice(html.indexOf('<li'), html.lastIndexOf('</li>') + '</li>'.length);
  const service = Object.fromEntries(
    (['off_label', 'labelled'] as const).flatMap((approval) =>
      [undefined, ...OPTION_IDS].map((option) => {
        const one = { kind: 'medical', label: BLANK_LABEL, approval, ...(option && { option }) } as const;
        return [`${approval} ${option ?? ''}`.trim(), itemOf(offered([one]))];
      }),
    ),
  );
  const some = offered([{ kind: 'medical', label: BLANK_LABEL, approval: 'off_label' }]);
  return {
    some: some.replace(itemOf(some), blank('services')),
    none: offered([]),
    missing: renderToStaticMarkup(<NoSuchClinic t={t} />),
    service,
  };
}
