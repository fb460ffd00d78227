-- The tables of the first version. Times are RFC 3339 text in UTC, so that a person and a BI tool
-- can read them; identities are lower-case UUID text; secrets are SHA-256 digests, never the secret.

create table workspace (
    id    text not null primary key,
    epoch text not null,
    head  integer not null
) strict;

-- Where each device stands: its operations are numbered 1, 2, 3 without a gap.
create table client (
    ws        text not null,
    id        text not null,
    person    text not null,
    last_cseq integer not null,
    primary key (ws, id)
) strict, without rowid;

-- Every accepted operation, in the order in which it was accepted.
create table op_log (
    ws          text not null,
    seq         integer not null,
    op_id       text not null,
    client      text not null,
    cseq        integer not null,
    person      text not null,
    body        text not null,
    made_at     text not null,
    received_at text not null,
    primary key (ws, seq)
) strict, without rowid;
create unique index op_log_op on op_log (ws, op_id);
create unique index op_log_client on op_log (ws, client, cseq);

-- Which rows an operation touched: the history of a row is one range of this index.
create table op_touch (
    ws   text not null,
    kind text not null,
    id   text not null,
    seq  integer not null,
    primary key (ws, kind, id, seq)
) strict, without rowid;
create index op_touch_seq on op_touch (ws, seq);

-- What was answered to every operation, accepted or not: the same question gets the same answer.
create table op_result (
    ws      text not null,
    op_id   text not null,
    client  text not null,
    cseq    integer not null,
    seq     integer not null,
    verdict text not null,
    primary key (ws, op_id)
) strict, without rowid;

-- What is. A row that moved to another scope stays behind as 'left' in the old one; one that is gone
-- for good as 'deleted'. A scope is an audience, or a pair of audiences of which a reader needs both.
create table row (
    ws     text not null,
    scope  text not null,
    kind   text not null,
    id     text not null,
    seq    integer not null,
    state  text not null check (state in ('live', 'left', 'deleted')),
    body   text not null,
    primary key (ws, scope, kind, id)
) strict, without rowid;
create index row_seq on row (ws, scope, seq);
create index row_id on row (ws, kind, id);

-- Who holds which scope since when; written with the change that causes it.
create table user_scope (
    ws     text not null,
    person text not null,
    scope  text not null,
    since  integer not null,
    primary key (ws, person, scope)
) strict, without rowid;

create table account (
    person     text not null primary key,
    ws         text not null,
    email      text not null unique,
    password   text not null,
    created_at text not null
) strict;

create table session (
    digest     blob not null primary key,
    person     text not null,
    created_at text not null,
    expires_at text not null
) strict, without rowid;
create index session_person on session (person);

create table token (
    digest     blob not null primary key,
    id         text not null unique,
    ws         text not null,
    name       text not null,
    kind       text not null,
    target     text not null,
    origins    text not null,
    created_by text not null,
    created_at text not null,
    expires_at text not null,
    revoked_at text,
    used_at    text
) strict, without rowid;

create table invitation (
    digest     blob not null primary key,
    id         text not null unique,
    ws         text not null,
    role       text not null,
    person     text not null,
    name       text not null,
    created_by text not null,
    created_at text not null,
    expires_at text not null,
    used_at    text
) strict, without rowid;

-- Operations that this version could not read: kept whole, for a person or a newer version.
create table quarantine (
    ws          text not null,
    op_id       text not null,
    client      text not null,
    cseq        integer not null,
    person      text not null,
    body        text not null,
    why         text not null,
    made_at     text not null,
    today       text not null,
    received_at text not null,
    primary key (ws, op_id)
) strict, without rowid;
