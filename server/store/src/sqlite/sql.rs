//! The statements of the log. A commit sends one JSON array a table, so that five hundred
//! operations cost a handful of statements and not thousands.

pub(super) const MOVE_HEAD: &str = "update workspace set head = ?3 where id = ?1 and head = ?2";

pub(super) const LOG: &str = "
insert into op_log (ws, seq, op_id, client, cseq, person, body, made_at, received_at)
select ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4,
       j.value ->> 5, j.value ->> 6, j.value ->> 7
from json_each(?2) j";

pub(super) const TOUCH: &str = "
insert or ignore into op_touch (ws, kind, id, seq)
select ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2
from json_each(?2) j";

pub(super) const RESULT: &str = "
insert or replace into op_result (ws, op_id, client, cseq, seq, verdict)
select ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4
from json_each(?2) j";

pub(super) const ROW: &str = "
insert or replace into row (ws, scope, kind, id, seq, state, body)
select ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4,
       j.value ->> 5
from json_each(?2) j";

pub(super) const CLIENT: &str = "
insert or replace into client (ws, id, person, last_cseq)
select ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2
from json_each(?2) j";

pub(super) const AUTHOR: &str = "
insert or replace into field_author (ws, kind, id, field, person)
select ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3
from json_each(?2) j";

pub(super) const AUTHORS: &str = "
select kind, id, field, person from field_author where ws = ?1 order by kind, id, field";

pub(super) const REVOKE: &str = "
delete from user_scope where ws = ?1 and (person, scope) in
    (select j.value ->> 0, j.value ->> 1 from json_each(?2) j)";

pub(super) const GRANT: &str = "
insert or replace into user_scope (ws, person, scope, since)
select ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2
from json_each(?2) j";

pub(super) const QUARANTINE: &str = "
insert or replace into quarantine
    (ws, op_id, client, cseq, person, body, why, made_at, today, received_at)
select ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4,
       j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8
from json_each(?2) j";

pub(super) const RELEASE: &str = "
delete from quarantine where ws = ?1 and op_id in (select j.value from json_each(?2) j)";

pub(super) const ROWS: &str = "select kind, id, scope, seq, state, body from row where ws = ?1";

/// Up to the limit, and to the end of the change that the limit falls into.
pub(super) const PULL: &str = "
select kind, id, scope, seq, state, body from row
where ws = ?1 and scope = ?2 and seq > ?3 and seq <= coalesce(
    (select seq from row where ws = ?1 and scope = ?2 and seq > ?3
     order by seq limit 1 offset ?4), 9223372036854775807)
order by seq, kind, id";

pub(super) const WAITING: &str = "
select op_id, client, cseq, person, body, why, made_at, today, received_at
from quarantine where ws = ?1 order by received_at, client, cseq";

pub(super) const OUTCOMES: &str = "
select op_id, client, cseq, seq, verdict from op_result
where ws = ?1 and op_id in (select j.value from json_each(?2) j)";

pub(super) const HISTORY: &str = "
select seq, op_id, client, cseq, person, body, made_at, received_at,
       (select json_group_array(json_array(t.kind, t.id)) from op_touch t
        where t.ws = l.ws and t.seq = l.seq) as touched
from op_log l
where ws = ?1 and seq in
    (select seq from op_touch where ws = ?1 and kind = ?2 and id = ?3
     order by seq desc limit ?4)
order by seq desc";

pub(super) const ENTRIES: &str = "
select seq, op_id, client, cseq, person, body, made_at, received_at,
       (select json_group_array(json_array(t.kind, t.id)) from op_touch t
        where t.ws = l.ws and t.seq = l.seq) as touched
from op_log l where ws = ?1 and seq > ?2 order by seq limit ?3";
