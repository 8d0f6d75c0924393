/** In demo mode: the invented people of each clinic, a touch each. */
import { ROLE_NAMES, ROLES, type Role } from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import styles from './sign-in.module.css';

export interface DemoPerson {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly clinic: { readonly slug: string; readonly name: string };
}

/** In the order in which the product lists roles. */
const rank = (person: DemoPerson) => ROLES.findIndex((role) => person.roles.includes(role));

/** Empty when the server is no demo: then it does not know the address at all. */
async function demoPeople(): Promise<readonly DemoPerson[]> {
  try {
    return await api.get<readonly DemoPerson[]>('/api/demo');
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return [];
    throw error;
  }
}

export function DemoPeople({ signIn, isBusy }: { signIn: (person: DemoPerson) => void; isBusy: boolean }) {
  const people = useQuery({ queryKey: ['demo'], queryFn: demoPeople, staleTime: Number.POSITIVE_INFINITY });
  if (!people.data || people.data.length === 0) return null;
  const clinics = [...new Map(people.data.map((person) => [person.clinic.slug, person.clinic])).values()];
  return (
    <section className={styles.demo} aria-labelledby="demo-people">
      <div>
        <h2 id="demo-people">Look around the demo</h2>
        <p>Everybody here is invented. Choose whom to be.</p>
      </div>
      {clinics.map((clinic) => (
        <div key={clinic.slug}>
          <h3>{clinic.name}</h3>
          <p className={styles.decide}>
            <a href={`/decide/${encodeURIComponent(clinic.slug)}`}>What {clinic.name} offers, and how to decide</a>
          </p>
          <ul className={styles.people}>
            {people.data
              .filter((person) => person.clinic.slug === clinic.slug)
              .sort((one, other) => rank(one) - rank(other))
              .map((person) => (
                <li key={person.email}>
                  <button type="button" className={styles.person} disabled={isBusy} onClick={() => signIn(person)}>
                    <span className={styles.role}>{person.roles.map((role) => ROLE_NAMES[role]).join(', ')}</span>
                    <span className={styles.who}>{person.name}</span>
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
