/** The formulary: what the clinic buys, with the arithmetic of what one container holds. */
import { mayEver, SHIPPED_PRODUCT_DOCUMENTS } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMe } from '../api/me.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './medicine.module.css';
import { ProductForm } from './product-form.tsx';
import { type ProductListed, saveProduct, useFormulary, useMedicine } from './queries.ts';
import { MedicineTabs } from './tabs.tsx';

export const useMayKeep = (): boolean => mayEver('keep the formulary', useMe().practitioner.roles);

export default function Formulary() {
  const formulary = useFormulary();
  const mayKeep = useMayKeep();
  const [isAdding, add] = useState(false);
  const [isPicking, pick] = useState(false);
  const all = formulary.data?.products ?? [];
  const bought = all.filter(({ retiredAt }) => !retiredAt);
  const retired = all.filter(({ retiredAt }) => retiredAt);
  return (
    <Page
      title="Formulary"
      before={<Link href="/medicine">Medicine</Link>}
      lead="What the clinic buys. Orders and receipts choose from it."
      actions={
        mayKeep &&
        !isAdding && (
          <>
            {!isPicking && (
              <Button variant="default" onClick={() => pick(true)}>
                Take over shipped products
              </Button>
            )}
            <Button leftSection={<Sign name="plus" size={16} />} onClick={() => add(true)}>
              New product
            </Button>
          </>
        )
      }
    >
      <MedicineTabs />
      {isAdding && (
        <Panel title="New product">
          <ProductForm onLeave={() => add(false)} />
        </Panel>
      )}
      {isPicking && <Shipped known={all} onLeave={() => pick(false)} />}
      {formulary.isPending && <LoadingState says="Loading the formulary" />}
      {formulary.isError && !formulary.data && (
        <FailedState what="The formulary" error={formulary.error} retry={() => void formulary.refetch()} />
      )}
      {formulary.data && bought.length === 0 && !isAdding && !isPicking && (
        <EmptyState
          title="Nothing in the formulary yet"
          action={mayKeep && <Button onClick={() => pick(true)}>Take over shipped products</Button>}
        >
          {mayKeep
            ? 'Take over those of the shipped products that the clinic buys, or write one of your own.'
            : 'A medical director or administrator adds what the clinic buys.'}
        </EmptyState>
      )}
      <ul className={styles.list} aria-label="Products">
        {bought.map((one) => (
          <ProductRow key={one.product.id} listed={one} />
        ))}
      </ul>
      {retired.length > 0 && (
        <Panel title="Retired">
          <ul className={styles.list}>
            {retired.map((one) => (
              <ProductRow key={one.product.id} listed={one} />
            ))}
          </ul>
        </Panel>
      )}
    </Page>
  );
}

function ProductRow({ listed: { product, holdsSaid, retiredAt } }: { listed: ProductListed }) {
  return (
    <li className={styles.row}>
      <div className={styles.name}>
        <Link href={`/medicine/formulary/${product.id}`}>{product.name}</Link>
        {product.codes.ndc.length > 0 && <div className={styles.aside}>NDC {product.codes.ndc.join(', ')}</div>}
      </div>
      <span className="hs-numbers">{holdsSaid}</span>
      <span className={styles.states}>
        <StatusBadge meaning={product.schedule === 'none' ? 'neutral' : 'accent'}>
          {product.schedule === 'none' ? 'Not controlled' : `Schedule ${product.schedule}`}
        </StatusBadge>
        {retiredAt && <StatusBadge meaning="neutral">Retired</StatusBadge>}
      </span>
    </li>
  );
}

/** Products that come with the software, each with its sources; one press takes one over. */
function Shipped({ known, onLeave }: { known: readonly ProductListed[]; onLeave: () => void }) {
  const save = useMedicine(saveProduct);
  const here = new Set(known.map(({ product }) => product.id));
  return (
    <Panel
      title="Shipped products"
      actions={
        <Button variant="subtle" onClick={onLeave}>
          Done
        </Button>
      }
    >
      <p className={styles.says}>
        Each comes with the sources of what it says. Compare it with the package that you buy, and correct what differs.
      </p>
      <ProblemAlert error={save.error} />
      <ul className={styles.list}>
        {SHIPPED_PRODUCT_DOCUMENTS.map((document) => (
          <li key={document.id} className={styles.row}>
            <span className={styles.name}>{document.name}</span>
            <span className={styles.aside}>
              {document.schedule === 'none' ? 'Not controlled' : `Schedule ${document.schedule}`}
            </span>
            {here.has(document.id) ? (
              <StatusBadge meaning="good">In the formulary</StatusBadge>
            ) : (
              <Button
                variant="default"
                loading={save.isPending && save.variables.id === document.id}
                onClick={() => save.mutate(document)}
              >
                Take over<span className="hs-visually-hidden"> {document.name}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
