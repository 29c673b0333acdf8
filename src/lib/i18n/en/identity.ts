import type zh from '../zh-CN/identity.ts'

const roles: Readonly<Record<string, string>> = {
  worker: 'Worker',
  station_chief: 'Station chief',
  merchant: 'Merchant',
  union_clerk: 'Union clerk',
  union_manager: 'Union manager',
  auditor: 'Auditor',
  tenant_admin: 'Administrator',
  operator: 'Platform operator'
}

const en: typeof zh = {
  role: (code) => roles[code] ?? code,

  signIn: {
    title: 'Sign in · Huizhanjia',
    heading: 'Sign in',
    lead: 'Resting, water and finding stations need no sign-in. Sign in to get messages and do your own business.',
    phone: 'Phone number',
    phoneHint: '11 digits of a mainland mobile; the first time makes your account',
    getCode: 'Get a code',
    codeHeading: 'Type the code',
    sentTo: (phone) => `Six digits were sent to ${phone}; they hold for 5 minutes.`,
    code: 'Code',
    enter: 'Sign in',
    again: 'Send another',
    againIn: (seconds) => `Another can be sent in ${seconds} s`,
    otherPhone: 'Use another phone number',
    demoCode: (code) => `The demo sends no message; the code is ${code}`,
    demoTitle: 'Phone numbers for the demo',
    demoLead: 'They belong to nobody. Tap one to try it.',
    passkey: 'Sign in with a passkey',
    passkeyHint: 'For union staff who have added one',
    passkeyBusy: 'Waiting…',
    passkeyCancelled: 'It was not completed. Try again, or use a code.'
  },

  me: {
    title: 'Me · Huizhanjia',
    heading: 'Me',
    guestHeading: 'Not signed in',
    guestText:
      'Finding stations, resting and getting help need no sign-in. Signed in, you get messages; chiefs and union staff do their work.',
    signIn: 'Sign in with your phone',
    noName: 'No name yet',
    roles: 'My roles',
    noRoles: 'You are here as a worker: find stations, scan, report. If a union gives you a role, it appears here.',
    toChief: 'Open, close, answer reports',
    toStaff: 'To the desk',
    station: (code) => `Station ${code}`,
    messages: 'Messages',
    unread: (count) => `${count} unread`,
    noUnread: 'All read',
    devices: 'Signed-in devices',
    devicesUnder: 'The phones and browsers where you are signed in',
    passkeys: 'Passkeys',
    passkeysUnder: 'Sign in by fingerprint, face or screen lock, without waiting for a message',
    prefs: 'Display',
    prefsUnder: 'Language, text size, light and dark',
    name: 'What to call you',
    nameHint: 'Seen by you and by the union that gave you a role',
    saveName: 'Save',
    named: 'The name is saved',
    signOut: 'Sign out'
  },

  messages: {
    title: 'Messages · Huizhanjia',
    heading: 'Messages',
    empty: 'No messages yet',
    emptyText: 'Reports about your station and changes of your roles appear here.',
    isNew: 'new',
    open: 'Have a look',
    markRead: 'Read',
    older: 'Older messages',
    back: 'Back to Me'
  },

  devices: {
    title: 'Signed-in devices · Huizhanjia',
    heading: 'Signed-in devices',
    lead: 'If you do not know one, sign it out at once. Unused for 90 days, they sign out by themselves.',
    current: 'this one',
    unnamed: 'Device without a name',
    since: (day) => `signed in ${day}`,
    seen: (ago) => `used ${ago}`,
    revoke: 'Sign it out',
    revoked: 'Signed out',
    back: 'Back to Me'
  },

  passkeys: {
    title: 'Passkeys · Huizhanjia',
    heading: 'Passkeys',
    lead: 'Once added, the fingerprint, face or screen lock of this device signs you in. Fingerprint and face never leave it.',
    needsScript: 'Adding a passkey needs JavaScript: turn it on in the browser, or use another. Signing in by code works without it.',
    unsupported: 'This browser has no passkeys. Use another, or go on signing in by code.',
    numeric: 'This address is a number, and passkeys need a name: open the site by its domain, or by localhost on this machine.',
    staffOnly: 'Passkeys are for people with a duty in a union. The code to your phone is all you need.',
    empty: 'No passkeys yet.',
    label: 'Give it a name',
    labelHint: 'For example: office computer',
    add: 'Add a passkey',
    adding: 'Waiting…',
    added: 'Added',
    failed: 'It was not added. Try again.',
    since: (day) => `added ${day}`,
    used: (ago) => `used ${ago}`,
    neverUsed: 'never used',
    remove: 'Remove',
    removed: 'Removed',
    back: 'Back to Me'
  }
}

export default en
