/** Whose work here has ended cares for nobody here. An end may be written at the command line, where nobody is signed in. */
export const teamEnds = {
  id: '0024-team-ends',
  sql: `
  alter table holdspace.care_team_member drop constraint care_team_member_check;
  alter table holdspace.care_team_member add constraint care_team_member_end_is_whole
    check ((until is null) = (ended_at is null) and (until is null) = (ended_because is null)
           and (until is not null or ended_by is null));

  update holdspace.care_team_member member
     set until = person.ended_at, ended_at = person.ended_at, ended_because = 'Their work here ended.'
    from holdspace.practitioner person
   where person.clinic_id = member.clinic_id and person.practitioner_id = member.practitioner_id
     and person.ended_at is not null and member.until is null;
  `,
};
