import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig, type Plugin } from 'vite'

/** Leaves our server modules out of the bundle, so that pages and API share one instance of each. */
function oneInstance(): Plugin {
  return {
    name: 'one-instance',
    enforce: 'pre',
    apply: 'build',
    resolveId(id) {
      const ours = this.environment.name === 'ssr' && /^#(kernel|db|domain)\//.test(id)
      return ours ? { id, external: true } : null
    }
  }
}

export default defineConfig({
  plugins: [
    oneInstance(),
    sveltekit({
      adapter: adapter({ out: 'build' }),
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          // The one style attribute: the framework's own announcer of page changes.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self', 'data:', 'blob:'],
          'connect-src': ['self'],
          'worker-src': ['self', 'blob:'],
          'frame-ancestors': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'object-src': ['none']
        }
      }
    })
  ],
  // The in-app browsers of riders' old phones are years behind: es2022 is Chrome 94.
  build: { target: 'es2022' }
})
