/** What a room is about, in the document. */
export const TAGS: Readonly<Record<string, string>> = {
  identity: '登录与账号 · Sign-in by phone and one-time code, sessions, passkeys, one’s own account.',
  organisations: '组织 · The tree of unions, administrative divisions, tenants.',
  tenants: '建账工会 · Unions that run their own budget, and who administers them.',
  notices: '消息 · Messages to the signed-in person.',
  stations: '站点 · The directory: what a station is, where it is, when it is posted open.',
  nearby: '附近 · The nearest stations that fit, and why.',
  presence: '现状 · What is true now: live state, reports from the door, anonymous visits.',
  cards: '会员卡 · The e-card: a signed QR code, verified offline; keys and revocations.',
  elections: '选举表决 · Elections and votes: drafts, nominations, one vote each, paper counted twice, sealed results, terms.',
  joining: '入会 · Asking to join, the clock of the acting union, decisions, joining ceremonies.',
  founding: '建会 · Founding a union: need, preparatory group, members, assembly, election, approval, registration.',
  proposals: '提案 · Proposals: made, seconded, merged openly, answered step by step up to what came of them.',
  privacy: '我的资料 · My data: see, carry away, correct, erase; consents; who has read my sensitive fields.',
  reports: '数字 · Figures of unions and members, each with what it is a share of.',
  rosters: '名单 · Rosters from sheets: preview, taking over, undo; members who may be one person.',
  partners: '合作方 · Other systems: applicants handed over with their consent, lists reconciled by keyed hashes.',
  members: '会员 · The roster: search, a member with masked numbers, opening a field for a purpose, trades, dues.',
  moves: '转会 · Transfers between unions with the ten days of the old one, leaving, coming back, guests.',
  operations: '运行 · Health, metrics, and this document.',
}

/** Parts that many operations share. */
export const COMPONENTS = {
  securitySchemes: {
    bearer: { type: 'http', scheme: 'bearer', description: 'The token that signing in answers.' },
    cookie: { type: 'apiKey', in: 'cookie', name: 'hzj_session', description: 'The same token as a cookie, for pages of this site only.' },
  },
  parameters: {
    lang: { name: 'lang', in: 'query', description: 'Language of the sentences, before Accept-Language.', schema: { type: 'string', enum: ['zh-CN', 'en'] }, example: 'zh-CN' },
    'Idempotency-Key': {
      name: 'Idempotency-Key',
      in: 'header',
      description: 'Made by the client, one for each thing it wants done: sent again with the same body, it answers the same and does nothing twice.',
      schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x20-\\x7e]*$' },
      example: '4f0c7b1e-9a55-4a57-bd0a-2f6f0c1d9e77',
    },
    'If-Match': { name: 'If-Match', in: 'header', required: true, description: 'The ETag of what was read: an edit of anything newer is refused.', schema: { type: 'string', pattern: '^"\\d{1,9}(\\.[\\w-]+)?"$' }, example: '"7.mZ0c3vXk1QaP"' },
    'X-Device-Token': { name: 'X-Device-Token', in: 'header', description: 'Signed token of a device that has not signed in; browsers carry it as the cookie `hzj_device`.', schema: { type: 'string' }, example: 'd1.q83vEjRWeJC6ze8SNFZ4kA.mi6k3v2o.Vn1yQm5zT0aX3bR8cD4eF6gH7iJ9kL2mN5oP8qS1tU0' },
  },
  headers: {
    'X-Request-Id': { description: 'Correlation id: what a caller quotes, what the log is searched by.', schema: { type: 'string' }, example: '01938f7e-5a4b-7c3d-8e2f-1a2b3c4d5e6f' },
    ETag: { description: 'For If-None-Match when reading again, for If-Match when editing.', schema: { type: 'string' }, example: '"7.mZ0c3vXk1QaP"' },
    'Retry-After': { description: 'Seconds.', schema: { type: 'integer' }, example: 30 },
  },
  schemas: {
    Problem: {
      description: 'RFC 9457. `code` is stable; `detail` and `next` are sentences in the reader’s language.',
      type: 'object',
      properties: {
        type: { type: 'string', format: 'uri-reference', description: 'A readable page about the code.' },
        title: { type: 'string' },
        status: { type: 'integer' },
        detail: { type: 'string', description: 'What happened, with the figure that failed.' },
        instance: { type: 'string', description: 'Correlation id of the request.' },
        code: { type: 'string' },
        params: { type: 'object', additionalProperties: true, description: 'The figures in the sentence.' },
        next: { type: 'string', description: 'What to do next.' },
      },
      required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'params', 'next'],
    },
  },
}
