-- One row for each subject: the record that judges the next report, and what it means, to be asked for by SQL.
create table if not exists verification (
  lifecycle text not null,
  subject text not null,
  sequence integer not null,
  record jsonb not null,
  status text,
  phase text not null,
  settled boolean not null,
  primary key (lifecycle, subject)
);

create index if not exists verification_to_poll on verification (lifecycle) where not settled;

-- One row for each judgement, refusals and repetitions too. Nothing about the person is in an observation or a verdict.
create table if not exists audit (
  id bigint generated always as identity primary key,
  lifecycle text not null,
  subject text not null,
  sequence integer not null,
  applied boolean not null,
  rule text not null,
  delivery text,
  received_at timestamptz not null,
  observation jsonb not null,
  verdict jsonb not null
);

-- The last line, beyond what a record's window remembers: a change is made once, and a delivery changes things once.
create unique index if not exists audit_change on audit (lifecycle, subject, sequence) where applied;
create unique index if not exists audit_delivery on audit (lifecycle, subject, delivery) where applied;
