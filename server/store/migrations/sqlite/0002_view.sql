-- The rows as a BI tool reads them: one column a field. Rows in the trash are left out. Read-only by
-- nature; everything changes through operations.

create view objectives as
select id, scope, seq,
       body ->> '$.body.title'  as title,
       body ->> '$.body.owner'  as owner,
       body ->> '$.body.cycle'  as cycle,
       coalesce(body ->> '$.body.commitment', 'committed') as commitment,
       coalesce(body ->> '$.body.published', 0) as published,
       body ->> '$.head.changed_at' as changed_at
from row
where kind = 'objective' and state = 'live' and coalesce(body ->> '$.head.trashed', 0) = 0;

create view key_results as
select id, scope, seq,
       body ->> '$.body.objective' as objective,
       body ->> '$.body.title'     as title,
       body ->> '$.body.owner'     as owner,
       coalesce(body ->> '$.body.metric', 'number') as metric,
       body ->> '$.body.unit'      as unit,
       cast(body ->> '$.body.start'  as real) as start,
       cast(body ->> '$.body.target' as real) as target,
       body ->> '$.head.changed_at' as changed_at
from row
where kind = 'key_result' and state = 'live' and coalesce(body ->> '$.head.trashed', 0) = 0;

create view check_ins as
select id, scope, seq,
       body ->> '$.body.key_result' as key_result,
       body ->> '$.body.on'         as day,
       cast(body ->> '$.body.value'      as real) as value,
       cast(body ->> '$.body.confidence' as real) as confidence,
       body ->> '$.body.note'       as note,
       body ->> '$.body.corrects'   as corrects,
       body ->> '$.head.created_by' as recorded_by,
       body ->> '$.head.created_at' as recorded_at
from row
where kind = 'check_in' and state = 'live' and coalesce(body ->> '$.head.trashed', 0) = 0;

create view projects as
select id, scope, seq,
       body ->> '$.body.title' as title,
       coalesce(body ->> '$.body.form', 'project') as form,
       body ->> '$.body.lead'  as lead,
       body ->> '$.head.changed_at' as changed_at
from row
where kind = 'project' and state = 'live' and coalesce(body ->> '$.head.trashed', 0) = 0;

create view tasks as
select id, scope, seq,
       body ->> '$.body.project' as project,
       body ->> '$.body.parent'  as parent,
       body ->> '$.body.title'   as title,
       body ->> '$.body.status'  as status,
       coalesce(body ->> '$.body.milestone', 0) as milestone,
       coalesce(body ->> '$.body.percent', 0)   as percent,
       body ->> '$.body.start'   as start,
       body ->> '$.body.finish'  as finish,
       body ->> '$.body.estimate_minutes' as estimate_minutes,
       body ->> '$.head.changed_at' as changed_at
from row
where kind = 'task' and state = 'live' and coalesce(body ->> '$.head.trashed', 0) = 0;

create view links as
select id, scope, seq,
       body ->> '$.body.key_result'  as key_result,
       body ->> '$.body.target.kind' as target_kind,
       body ->> '$.body.target.id'   as target,
       coalesce(body ->> '$.body.method', 'auto') as method,
       coalesce(cast(body ->> '$.body.weight' as real), 1.0) as weight
from row
where kind = 'link' and state = 'live' and coalesce(body ->> '$.head.trashed', 0) = 0;

create view people as
select id, scope, seq,
       body ->> '$.body.name'  as name,
       body ->> '$.body.email' as email,
       coalesce(body ->> '$.body.role', 'guest') as role
from row
where kind = 'person' and state = 'live' and coalesce(body ->> '$.head.trashed', 0) = 0;
