/** A product's page: what it is, what one container holds, where that was read; corrected, retired, brought back. */
import { type Product, sayContent, sayQuantity } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useZone } from '../api/me.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { sayDate } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { useMayKeep } from './formulary.tsx';
import styles from './medicine.module.css';
import { ProductForm } from './product-form.tsx';
import { type ProductListed, retireProduct, saveProduct, useFormulary, useMedicine } from './queries.ts';
import { MedicineTabs } from './tabs.tsx';

export default function ProductPage({ productId }: { productId: string }) {
  const formulary = useFormulary();
  if (formulary.isPending) return <LoadingState says="Loading the product" />;
  const listed = formulary.data?.products.find(({ product }) => product.id === productId);
  if (!listed)
    return (
      <Page title="Product" ownHeading>
        <FailedState what="This product" error={formulary.error} retry={() => void formulary.refetch()} />
      </Page>
    );
  return <Shown listed={listed} />;
}

function Shown({ listed: { product, retiredAt, savedAt } }: { listed: ProductListed }) {
  const mayKeep = useMayKeep();
  const zone = useZone();
  const [isChanging, change] = useState(false);
  const retire = useMedicine(retireProduct);
  const save = useMedicine(saveProduct);
  return (
    <Page title={product.name} before={<Link href="/medicine/formulary">Formulary</Link>}>
      <MedicineTabs />
      {retiredAt && (
        <p className={styles.asks}>
          Retired on {sayDate(retiredAt, zone)}: it is bought no more. What is in stock may be used up.
        </p>
      )}
      <Panel
        title="What it is"
        actions={
          mayKeep &&
          !isChanging && (
            <span className={styles.buttons}>
              {retiredAt ? (
                <Button variant="default" loading={save.isPending} onClick={() => save.mutate(product)}>
                  Bring it back
                </Button>
              ) : (
                <>
                  <Button variant="default" onClick={() => change(true)}>
                    Correct
                  </Button>
                  <ConfirmButton
                    variant="default"
                    asks="Retire it?"
                    loading={retire.isPending}
                    onConfirm={() => retire.mutate(product.id)}
                  >
                    Retire
                  </ConfirmButton>
                </>
              )}
            </span>
          )
        }
      >
        {isChanging ? (
          <ProductForm before={product} onLeave={() => change(false)} />
        ) : (
          <>
            <p className={styles.reckoned}>One container holds {sayContent(product)}</p>
            <Facts product={product} />
            <p className={styles.aside}>As saved on {sayDate(savedAt, zone)}.</p>
          </>
        )}
        <ProblemAlert error={retire.error ?? save.error} />
      </Panel>
      {product.sources && product.sources.length > 0 && (
        <Panel title="Where that was read">
          <ul className={styles.list}>
            {product.sources.map((source) => (
              <li key={`${source.citation} ${source.about.join()}`} className={styles.source}>
                {source.url ? <a href={source.url}>{source.citation}</a> : source.citation}
                <div className={styles.aside}>
                  About {source.about.map((one) => ABOUT[one]).join(', ')};{' '}
                  {source.checked.how === 'background'
                    ? `background of ${source.checked.on}, to be confirmed`
                    : `${source.checked.how} on ${source.checked.on}`}
                  {source.checked.note && ` (${source.checked.note})`}
                </div>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Page>
  );
}

const ABOUT: Readonly<Record<NonNullable<Product['sources']>[number]['about'][number], string>> = {
  contents: 'contents',
  schedule: 'schedule',
  ndc: 'National Drug Code',
  rxnorm: 'RxNorm',
  after_opening: 'use after opening',
  storage: 'storage',
};

function Facts({ product }: { product: Product }) {
  const { contents, codes, useWithinAfterOpening } = product;
  const rows = [
    ['Substance', product.substance],
    ['Schedule', product.schedule === 'none' ? 'Not controlled' : product.schedule],
    contents.form === 'solution'
      ? ['Use', contents.use === 'multi_dose' ? 'Multiple doses' : 'A single dose, one patient']
      : ['May be cut', contents.divisibleInto === 1 ? 'No, given whole' : `Into ${contents.divisibleInto} equal parts`],
    ['National Drug Codes', codes.ndc.join(', ') || 'None on record'],
    ['RxNorm', codes.rxnorm ?? 'None on record'],
    ['After opening', useWithinAfterOpening ? `Within ${sayQuantity(useWithinAfterOpening)}` : 'No limit on record'],
    ['Storage', product.storage],
  ];
  return (
    <dl className={`${styles.facts} ${styles.after}`}>
      {rows.map(([term, says]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{says}</dd>
        </div>
      ))}
    </dl>
  );
}
