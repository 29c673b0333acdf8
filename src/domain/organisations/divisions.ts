import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Db } from '#db/open.ts'

interface DivisionRecord {
  readonly code: string
  readonly name: string
  readonly level: string
  readonly parent?: string
  readonly pinyin: string
  readonly initials: string
  readonly lon: number | null
  readonly lat: number | null
  readonly pointApproximate?: boolean
  readonly validFrom?: string
  readonly validTo?: string
  readonly replacedBy?: string
}

const FILE = new URL('../../../data/divisions.json', import.meta.url)

/**
 * Brings the table of divisions to data/divisions.json, in one statement that touches only rows that differ; answers how many.
 * A code that the file no longer has stays: codes are never taken back, they end by `validTo`.
 */
export async function loadDivisions(db: Db): Promise<number> {
  const records = JSON.parse(await readFile(FILE, 'utf8')) as DivisionRecord[]
  const rows = records.map((record) => ({
    code: record.code,
    name: record.name,
    level: record.level,
    parent: record.parent ?? null,
    pinyin: record.pinyin,
    initials: record.initials,
    lon: record.lon,
    lat: record.lat,
    point_approximate: record.pointApproximate ?? false,
    valid_from: record.validFrom ?? null,
    valid_to: record.validTo ?? null,
    replaced_by: record.replacedBy ?? null,
  }))
  const done = await sql`
    insert into division (code, name, level, parent, pinyin, initials, lon, lat, point_approximate, valid_from, valid_to, replaced_by)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d(
      code text, name text, level text, parent text, pinyin text, initials text, lon double precision, lat double precision,
      point_approximate boolean, valid_from date, valid_to date, replaced_by text)
    on conflict on constraint division_pk do update set name = excluded.name, level = excluded.level, parent = excluded.parent, pinyin = excluded.pinyin,
      initials = excluded.initials, lon = excluded.lon, lat = excluded.lat, point_approximate = excluded.point_approximate,
      valid_from = excluded.valid_from, valid_to = excluded.valid_to, replaced_by = excluded.replaced_by
    where (division.*) is distinct from (excluded.*)`.execute(db)
  return Number(done.numAffectedRows ?? 0)
}
