create table person (
    name varchar(100) not null primary key,
    roles varchar not null,
    attributes varchar not null,
    administrator boolean not null,
    created_at timestamp(6) with time zone not null
);

create table api_key (
    prefix varchar(16) not null primary key,
    person varchar(100) not null references person (name) on delete cascade,
    label varchar(100) not null,
    salt varchar(32) not null,
    hash varchar(64) not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone,
    revoked_at timestamp(6) with time zone
);
create index api_key_person on api_key (person);
