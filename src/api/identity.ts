import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { revokeSession, renameMe, signIn, signOut } from '#domain/identity/commands.ts'
import { sendCode } from '#domain/identity/codes.ts'
import { SESSION_COOKIE, SESSION_MS, type SignedIn } from '#domain/identity/model.ts'
import { addPasskey, passkeyChallenge, passkeyOptions, passkeys, passkeySignIn, removePasskey } from '#domain/identity/passkeys.ts'
import { me, sessions } from '#domain/identity/queries.ts'
import { appointAdmin, grantRole, readPhone, revokeRole, roleHolders } from '#domain/identity/roles.ts'
import { cookieOptions } from './credentials.ts'
import { expose } from './expose.ts'

export function identityRoutes(app: FastifyInstance): void {
  expose(app, { method: 'POST', url: '/sign-in/codes', act: sendCode, key: false })
  expose(app, { method: 'POST', url: '/sign-in', act: signIn, key: false, after: setCookie })
  expose(app, { method: 'POST', url: '/sign-in/passkey/challenge', act: passkeyChallenge, key: false })
  expose(app, { method: 'POST', url: '/sign-in/passkey', act: passkeySignIn, key: false, after: setCookie })
  expose(app, { method: 'DELETE', url: '/sign-in', act: signOut, status: 204, after: (reply, _, request) => void reply.clearCookie(SESSION_COOKIE, cookieOptions(request, 0)) })

  expose(app, { method: 'GET', url: '/me', act: me })
  expose(app, { method: 'PATCH', url: '/me', act: renameMe })
  expose(app, { method: 'GET', url: '/me/sessions', act: sessions })
  expose(app, { method: 'DELETE', url: '/me/sessions/:session', act: revokeSession, status: 204 })
  expose(app, { method: 'GET', url: '/me/passkeys', act: passkeys })
  expose(app, { method: 'POST', url: '/me/passkeys/options', act: passkeyOptions, key: false })
  expose(app, { method: 'POST', url: '/me/passkeys', act: addPasskey, status: 201 })
  expose(app, { method: 'DELETE', url: '/me/passkeys/:passkey', act: removePasskey, status: 204 })

  expose(app, { method: 'GET', url: '/roles', act: roleHolders })
  expose(app, { method: 'POST', url: '/roles', act: grantRole, status: 201 })
  expose(app, { method: 'DELETE', url: '/roles', act: revokeRole, status: 204 })
  expose(app, { method: 'POST', url: '/people/:person/phone', act: readPhone, key: false })
  expose(app, { method: 'POST', url: '/tenants/:tenant/administrators', act: appointAdmin, status: 201 })
}

function setCookie(reply: FastifyReply, answer: SignedIn, request: FastifyRequest): void {
  reply.setCookie(SESSION_COOKIE, answer.token, cookieOptions(request, SESSION_MS / 1000))
}
