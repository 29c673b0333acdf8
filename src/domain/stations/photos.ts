import { sql } from 'kysely'
import sharp from 'sharp'
import * as z from 'zod'
import { command } from '#kernel/act.ts'
import { files } from '#kernel/files.ts'
import { newId } from '#kernel/ids.ts'
import { refuse } from '../refusals.ts'
import { addPhoto, removePhoto } from './inputs.ts'
import { placeOfCode, stationByCode } from './queries.ts'

/** 8 MB as sent; at most 40 megapixels, so that a small file cannot unfold into all the memory. */
export const PHOTO_BYTES_MOST = 8 * 1024 * 1024
const PIXELS_MOST = 40_000_000
const PHOTOS_MOST = 12
const EDGE_PX = 1280
const FORMATS = new Set(['jpeg', 'png', 'webp'])

/** Re-encodes to WebP at most 1280 px: turned upright, EXIF (and the position in it) gone. Refuses what is no picture. */
export async function reencode(bytes: Uint8Array): Promise<{ bytes: Buffer; width: number; height: number }> {
  if (bytes.byteLength > PHOTO_BYTES_MOST) throw refuse('stations.photo_too_large', { bytes: bytes.byteLength, most: PHOTO_BYTES_MOST })
  try {
    const picture = sharp(bytes, { limitInputPixels: PIXELS_MOST, failOn: 'error' })
    const { format } = await picture.metadata()
    if (!FORMATS.has(format ?? '')) throw refuse('stations.photo_unreadable', { format: format ?? null })
    const { data, info } = await picture.rotate().resize({ width: EDGE_PX, height: EDGE_PX, fit: 'inside', withoutEnlargement: true }).webp({ quality: 78 }).toBuffer({ resolveWithObject: true })
    return { bytes: data, width: info.width, height: info.height }
  } catch (error) {
    if (error instanceof Error && error.name === 'Refusal') throw error
    throw refuse('stations.photo_unreadable', { format: null })
  }
}

export const add = command({
  name: 'stations.add_photo',
  permission: 'stations.keep',
  summary: 'Adds a photo of the entrance or the inside; it is re-encoded and loses its EXIF data.',
  input: addPhoto,
  output: z.object({ photo: z.uuid(), url: z.string() }),
  refusals: ['stations.unknown', 'stations.withdrawn', 'stations.photo_unreadable', 'stations.photo_too_large', 'stations.photo_limit'],
  at: placeOfCode,
  subjects: (input) => [input.code],
  async run(ctx, input) {
    const station = await stationByCode(ctx, input.code)
    // The station's row is held, so that two uploads at once cannot both be the twelfth.
    await sql`update station set revision = revision + 1, changed_at = ${new Date()} where station_id = ${station.stationId} and steward_tenant = ${ctx.tenant}`.execute(ctx.db)
    const kept = await sql<{ count: number }>`select count(*)::integer as count from station_photo where station_id = ${station.stationId}`.execute(ctx.db)
    if (kept.rows[0]!.count >= PHOTOS_MOST) throw refuse('stations.photo_limit', { most: PHOTOS_MOST })
    const picture = await reencode(input.photo)
    const file = await files().put(picture.bytes, 'webp')
    const photo = newId()
    await ctx.db.insertInto('station_photo').values({
      station_id: station.stationId, photo_id: photo, steward_tenant: ctx.tenant, role: input.role, caption: input.caption, width: picture.width, height: picture.height,
      bytes: picture.bytes.byteLength, file, taken_on: input.takenOn, created_at: ctx.now,
    }).execute()
    return { photo, url: `/api/v1/photos/${file}` }
  },
})

export const remove = command({
  name: 'stations.remove_photo',
  permission: 'stations.keep',
  summary: 'Removes a photo.',
  input: removePhoto,
  output: z.object({ photo: z.uuid() }),
  refusals: ['stations.unknown', 'stations.withdrawn', 'stations.photo_unknown'],
  at: placeOfCode,
  subjects: (input) => [input.code, input.photo],
  async run(ctx, input) {
    const station = await stationByCode(ctx, input.code)
    const done = await sql`delete from station_photo where station_id = ${station.stationId} and photo_id = ${input.photo} and steward_tenant = ${ctx.tenant}`.execute(ctx.db)
    if (done.numAffectedRows === 0n) throw refuse('stations.photo_unknown', { photo: input.photo })
    return { photo: input.photo }
  },
})
