-- Read by H2 (in PostgreSQL's mode) and by PostgreSQL: only what both know.
create table audit_head (
    id integer not null primary key,
    seq bigint not null,
    hash varchar(64) not null
);
insert into audit_head (id, seq, hash) values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

create table audit_salt (
    id integer not null primary key,
    salt varchar(64) not null
);

create table audit_record (
    seq bigint not null primary key,
    question varchar(36) not null,
    phase varchar(10) not null,
    recorded_at timestamp(6) with time zone not null,
    kind varchar(20),
    viewer varchar,
    roles varchar,
    as_of timestamp(6) with time zone,
    zone varchar(60),
    asked varchar,
    said varchar,
    database_name varchar(100),
    statement varchar(64),
    fingerprint varchar,
    metrics varchar,
    tables varchar,
    definitions varchar,
    policies varchar,
    result varchar(20),
    row_count bigint,
    answer_hash varchar(64),
    took_us bigint,
    code varchar(10),
    hash varchar(64) not null,
    constraint audit_record_once unique (question, phase)
);
create index audit_record_viewer on audit_record (viewer, seq);
create index audit_record_time on audit_record (recorded_at);
