-- Who wrote a field last, where it was not the one who made the row: whose value gives way when two
-- people change the same field. Filled from the log for what was written before this table was.

create table field_author (
    ws     text not null,
    kind   text not null,
    id     text not null,
    field  text not null,
    person text not null,
    primary key (ws, kind, id, field)
) strict, without rowid;

insert or replace into field_author (ws, kind, id, field, person)
select l.ws, j.value ->> '$.at.kind', j.value ->> '$.at.id',
       case j.value ->> '$.op' when 'move' then 'place' when 'set_audience' then 'audience'
            else j.value ->> '$.field' end,
       l.person
from op_log l, json_tree(l.body) j
where j.type = 'object' and j.value ->> '$.op' in ('set', 'move', 'set_audience')
  and j.value ->> '$.at.kind' is not null and j.value ->> '$.at.id' is not null
  and (j.value ->> '$.op' <> 'set' or j.value ->> '$.field' is not null)
order by l.ws, l.seq;
