import { PHOTO_BYTES_MOST } from '#domain/stations/photos.ts'
import { refuse } from '#domain/refusals.ts'

/** The fields of a form with one photo. A body beyond the server's limit breaks off while it is read: that is too large a photo. */
export async function readPhoto(
  request: Request
): Promise<{ photo: Uint8Array<ArrayBuffer>; role: 'entrance' | 'inside'; caption: string | null }> {
  const form = await request.formData().catch(() => {
    throw refuse('stations.photo_too_large', { mostBytes: PHOTO_BYTES_MOST })
  })
  const file = form.get('photo')
  const caption = String(form.get('caption') ?? '').trim()
  const photo = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
  if (photo.byteLength > PHOTO_BYTES_MOST)
    throw refuse('stations.photo_too_large', { bytes: photo.byteLength, mostBytes: PHOTO_BYTES_MOST })
  return { photo, role: form.get('role') === 'inside' ? 'inside' : 'entrance', caption: caption === '' ? null : caption }
}
