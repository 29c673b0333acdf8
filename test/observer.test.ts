import { expect, test } from 'vitest'
import { complaint, makeObserver } from './observer.ts'

test('statements that bind the key pass', () => {
  for (const statement of [
    'select * from visit where tenant_id = $1 and at > $2',
    'select "visit_id" from "visit" where "tenant_id" = $1',
    'select a.act from audit a where a.tenant_id = $1 and not exists (select 1 from audit_link l where l.tenant_id = $2 and l.audit_id = a.audit_id)',
    'select s.token_hash from session s join person p on p.person_id = s.person_id where s.person_id = $1',
    'insert into rate (key_hash, window_start, count) values ($1, $2, 1) on conflict on constraint rate_pk do update set count = rate.count + 1',
    'update station_live set state = $1 where tenant_id = $2 and station_id = $3',
    'select * from station where code = $1',
    '/* across tenants: the station index */ select * from station_live where changed_at >= $1',
    'delete from rate where key_hash = any($1::text[]) and window_start < $2',
    'savepoint act_1',
  ]) expect(complaint(statement), statement).toBeNull()
})

test('statements against the rules are named', () => {
  const wrong: [string, RegExp][] = [
    ['select * from visit', /visit without tenant_id/],
    ['select * from visit where station_id = $1', /visit without tenant_id/],
    ['delete from session where session_id = $1', /session without person_id/],
    ['select * from audit a join audit_link l on l.audit_id = a.audit_id where a.tenant_id = $1', /audit_link without tenant_id/],
    ["select * from visit where tenant_id = current_setting('x')::int", /current_setting/],
    ['update visit set tenant_id = $1 where tenant_id = $2', /update of the key/],
    ['update visit set at = now() where tenant_id = $1', /volatile/],
    ['with gone as (delete from visit where tenant_id = $1 returning *) select * from gone', /data-modifying/],
    ['merge into visit using x on true when matched then delete', /MERGE/],
    ['insert into visit (tenant_id) values ((select tenant_id from tenant))', /sub-select in VALUES/],
    ['/* across tenants: no */ update visit set at = $1', /not read-only/],
    ['select * from visit where tenant_id = (select 1)', /without tenant_id/],
  ]
  for (const [statement, reason] of wrong) expect(complaint(statement) ?? '', statement).toMatch(reason)
})

test('a database that heard one fails when it closes', () => {
  const observer = makeObserver()
  observer.observe('select * from visit')
  expect(() => observer.finish()).toThrow('visit without tenant_id')
})
