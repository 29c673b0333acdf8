import { unreadCount } from '#domain/notices/queries.ts'
import type { LayoutServerLoad } from './$types'

/** Messages not read yet, for the mark on 我. */
export const load: LayoutServerLoad = async ({ locals }) => ({ unread: await unreadCount(locals.ctx) })
