import type { Context } from '#kernel/context.ts'
import type { Locale } from '#lib/i18n/texts.ts'
import type { Theme } from '#lib/ui/preferences.ts'

declare global {
  namespace App {
    interface Locals {
      /** Who acts, for whom, when, on which database handle: first argument of every act. */
      ctx: Context
      locale: Locale
      elder: boolean
      theme: Theme
      demo: boolean
      requestId: string
    }
    interface PageData {
      /** Of staff pages: where I stand, where else I may, who I am. */
      staff?: {
        place: string
        places: { name: string; href: string }[]
        who: { name: string; role: string }
      }
    }
    interface Error {
      message: string
      /** Correlation id: what the person reads out to the hotline, what the log is searched by. */
      requestId?: string
      /** Code of the refusal, when it was one. */
      code?: string
      /** What to do next, when it was one. */
      next?: string
    }
  }
}
