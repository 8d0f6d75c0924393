/** What Form 106 asks, to be copied into the DEA's own page, and what is still missing from it. */
import { type Form106, LOSS_KINDS, PRINCIPAL_BUSINESS_WORDS } from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { sayDay } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import styles from './counts.module.css';

const dollars = (cents: number): string => `$${(cents / 100).toFixed(2)}`;

/** What was reported before it was asked for is said to be missing, and is no 0. */
const sayNumber = (number: number | undefined): string => (number === undefined ? 'not said' : String(number));

export function Form106Panel({ discrepancyId }: { discrepancyId: string }) {
  const found = useQuery({
    queryKey: ['medicine', 'form-106', discrepancyId],
    queryFn: () => api.get<{ form: Form106 }>(`/api/inventory/discrepancies/${discrepancyId}/form-106`),
  });
  if (found.isPending) return <LoadingState />;
  if (!found.data) return <FailedState what="Form 106" error={found.error} retry={() => void found.refetch()} />;
  const { form } = found.data;
  const { registrant, theftOrLoss } = form;
  const { transit } = theftOrLoss;
  const facts: readonly (readonly [string, string])[] = [
    ['Notice to the Field Division Office, in writing', `by ${sayDay(form.noticeDueOn)}; a holiday is no business day`],
    ['The form, on the DEA’s own page', `by ${sayDay(form.formDueOn)}`],
    ...(registrant
      ? ([
          [
            'Registrant',
            `${registrant.name}, ${registrant.street}, ${registrant.city}, ${registrant.state} ${registrant.zip}`,
          ],
          ['DEA number', registrant.deaNumber],
          ['County', registrant.county],
          ['Telephone', registrant.telephone],
          ['Principal business', PRINCIPAL_BUSINESS_WORDS[registrant.business]],
        ] as const)
      : []),
    ['Date of theft or loss, or of its discovery', sayDay(theftOrLoss.day)],
    ['Type', LOSS_KINDS[theftOrLoss.kind]],
    [
      'Reported to police',
      theftOrLoss.police ? `${theftOrLoss.police.department}, ${theftOrLoss.police.telephone}` : 'No',
    ],
    ...(theftOrLoss.kind === 'armed_robbery'
      ? ([
          ['Killed', sayNumber(theftOrLoss.killed)],
          ['Injured', sayNumber(theftOrLoss.injured)],
        ] as const)
      : []),
    ...(transit
      ? ([
          ['Carrier', transit.carrier],
          [
            'Sent to',
            `${transit.consignee}, ${transit.consigneeDeaNumber ? `DEA ${transit.consigneeDeaNumber}` : 'DEA number not given'}`,
          ],
          ['Parcel received', transit.wasReceived ? 'Yes' : 'No'],
          ['Losses with this carrier in the 24 months before', sayNumber(transit.lossesWithCarrier)],
        ] as const)
      : []),
    ['Thefts or losses in the 24 months before', String(form.earlierIn24Months)],
    ['Purchase value', dollars(theftOrLoss.purchaseValueCents)],
    [
      'Value of other merchandise taken',
      theftOrLoss.merchandiseValueCents === undefined ? 'None' : dollars(theftOrLoss.merchandiseValueCents),
    ],
    ['Marks on the labels', theftOrLoss.marks],
    ['Security measures', theftOrLoss.measures],
  ];
  return (
    <Panel title="Form 106: theft or loss">
      {form.missing.length > 0 && (
        <div className={styles.says}>
          Still missing:
          <ul>
            {form.missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      )}
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {form.lines.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <caption className="hs-visually-hidden">What was lost</caption>
            <thead>
              <tr>
                {['Name', 'NDC', 'Strength', 'Form', 'Quantity', 'Container'].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {form.lines.map((line) => (
                <tr key={line.label}>
                  <th scope="row">{line.name}</th>
                  <td>{line.ndc ?? 'none'}</td>
                  <td>{line.strength}</td>
                  <td>{line.form}</td>
                  <td>{line.quantity}</td>
                  <td>
                    {line.label}, lot {line.lot}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
