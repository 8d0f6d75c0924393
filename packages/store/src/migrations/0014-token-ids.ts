/**
 * A token's id is its clinic's own, as every other that a client makes. Unique in all clinics together, it answered "used
 * already" for another clinic's token, and so said that there is one.
 */
export const tokenIds = {
  id: '0014-token-ids',
  sql: `
  alter table auth.api_token drop constraint api_token_token_id_key;
  alter table auth.api_token add constraint api_token_of_clinic unique (clinic_id, token_id);
  `,
};
