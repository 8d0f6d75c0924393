/** Music: what a clinic may play, its sound in pieces, soundtracks by version, and what a patient should not hear. */
export const music = {
  id: '0030-music',
  sql: `
  create table holdspace.music_track (
    clinic_id uuid not null,
    track_id uuid not null,
    document jsonb not null,
    added_at timestamptz not null,
    added_by uuid not null,
    -- Its sound, once it is whole.
    sound_id uuid,
    media_type text,
    bytes integer check (bytes > 0),
    sha256 text,
    retired_at timestamptz,
    retired_by uuid,
    primary key (clinic_id, track_id),
    foreign key (clinic_id, added_by) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, retired_by) references holdspace.practitioner (clinic_id, practitioner_id),
    check (num_nulls(sound_id, media_type, bytes, sha256) in (0, 4)),
    check ((retired_at is null) = (retired_by is null))
  );
  create index music_track_by_sound on holdspace.music_track (clinic_id, sound_id);

  -- In the one engine, so that one backup holds it; in pieces, so that neither writing nor a range holds a whole file.
  create table holdspace.music_piece (
    clinic_id uuid not null,
    sound_id uuid not null,
    seq integer not null check (seq >= 0),
    bytes bytea not null,
    primary key (clinic_id, sound_id, seq),
    foreign key (clinic_id) references holdspace.clinic (clinic_id)
  );
  -- Sound does not compress again.
  alter table holdspace.music_piece alter column bytes set storage external;

  create table holdspace.soundtrack_version (
    clinic_id uuid not null,
    soundtrack_id uuid not null,
    version integer not null check (version >= 1),
    document jsonb not null,
    saved_at timestamptz not null,
    saved_by uuid not null,
    primary key (clinic_id, soundtrack_id, version),
    foreign key (clinic_id, saved_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );

  -- What the clinic chose otherwise than the default; the last row counts.
  create table holdspace.music_setting (
    clinic_id uuid not null,
    setting_id uuid not null,
    soundtrack_id uuid not null,
    target_lufs numeric not null check (target_lufs between -36 and -14),
    saved_at timestamptz not null,
    saved_by uuid not null,
    primary key (clinic_id, setting_id),
    foreign key (clinic_id, saved_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create index music_setting_by_time on holdspace.music_setting (clinic_id, saved_at);

  create table holdspace.music_avoided (
    clinic_id uuid not null,
    avoided_id uuid not null,
    course_id uuid not null,
    track_id uuid not null,
    -- The reason, which is the patient's.
    sealed text not null,
    at timestamptz not null,
    by_id uuid not null,
    ended_at timestamptz,
    ended_by uuid,
    primary key (clinic_id, avoided_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id),
    foreign key (clinic_id, by_id) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, ended_by) references holdspace.practitioner (clinic_id, practitioner_id),
    check ((ended_at is null) = (ended_by is null))
  );
  create index music_avoided_by_course on holdspace.music_avoided (clinic_id, course_id, at);

  do $guard$ declare tenant text; begin
    foreach tenant in array array['music_track', 'music_piece', 'soundtrack_version', 'music_setting', 'music_avoided'] loop
      execute format('alter table holdspace.%I enable row level security', tenant);
      execute format('alter table holdspace.%I force row level security', tenant);
      execute format('create policy same_clinic on holdspace.%I
        using (clinic_id = nullif(current_setting(''holdspace.clinic'', true), '''')::uuid)
        with check (clinic_id = nullif(current_setting(''holdspace.clinic'', true), '''')::uuid)', tenant);
    end loop;
  end $guard$;
  -- Pieces of a sending that broke off may go; those of a track never do.
  create policy of_no_track on holdspace.music_piece as restrictive for delete using (not exists (
    select from holdspace.music_track as track
     where track.clinic_id = music_piece.clinic_id and track.sound_id = music_piece.sound_id));

  grant select, insert, update (sound_id, media_type, bytes, sha256, retired_at, retired_by)
     on holdspace.music_track to holdspace_app;
  grant select, insert, delete on holdspace.music_piece to holdspace_app;
  grant select, insert on holdspace.soundtrack_version, holdspace.music_setting to holdspace_app;
  -- Sealed columns change when keys do.
  grant select, insert, update (ended_at, ended_by, sealed) on holdspace.music_avoided to holdspace_app;
  `,
};
