/** Which roles somebody has, to be ticked. */
import { ROLE_NAMES, ROLES, type Role } from '@holdspace/care';
import { Checkbox } from '@mantine/core';
import styles from './people.module.css';

interface RolesProps {
  readonly roles: readonly Role[];
  readonly onChange: (roles: readonly Role[]) => void;
}

export function Roles({ roles, onChange }: RolesProps) {
  return (
    <fieldset className={styles.roles}>
      <legend>Roles</legend>
      {ROLES.map((role) => (
        <Checkbox
          key={role}
          label={ROLE_NAMES[role]}
          checked={roles.includes(role)}
          onChange={(event) =>
            onChange(event.currentTarget.checked ? [...roles, role] : roles.filter((one) => one !== role))
          }
        />
      ))}
    </fieldset>
  );
}

/** "Nurse, Guide" */
export const sayRolesOf = (roles: readonly Role[]): string => roles.map((role) => ROLE_NAMES[role]).join(', ');
