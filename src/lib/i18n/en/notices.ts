import { figure, quoted } from '../figures.ts'
import type { NoticeTexts } from '../notice.ts'
import identity from './identity.ts'

const en: NoticeTexts = {
  'stations.locked': (p) => ({
    title: `${figure(p, 'station', 'Your station')}: reported locked`,
    text: 'Somebody stood at the door and could not enter. If it is open, say so; if not, set it to closed.'
  }),
  'stations.open': (p) => ({
    title: `${figure(p, 'station', 'Your station')}: reported open`,
    text: 'This differs from what is set; please have a look.'
  }),
  'stations.broken': (p) => ({
    title: `${figure(p, 'station', 'Your station')}: ${figure(p, 'facility', 'a facility')} is out of order`,
    text: 'Reported at the station. When it works again, set it to working.'
  }),
  'stations.out_of_stock': (p) => ({
    title: `${figure(p, 'station', 'Your station')}: ${figure(p, 'facility', 'something')} is used up`,
    text: 'Reported at the station. When it is there again, set it to working.'
  }),
  'stations.other': (p) => ({
    title: `${figure(p, 'station', 'Your station')}: something was reported`,
    text: 'Please have a look and answer it.'
  }),
  'roles.granted': (p) => ({
    title: `You have a new role: ${identity.role(figure(p, 'role'))}`,
    text: `${figure(p, 'place')}${figure(p, 'station') && `, station ${figure(p, 'station')}`}. It works at once.`
  }),
  'roles.revoked': (p) => ({
    title: `A role was taken back: ${identity.role(figure(p, 'role'))}`,
    text: `${figure(p, 'place')}${figure(p, 'station') && `, station ${figure(p, 'station')}`}. Ask your union's administrator if this is a surprise.`
  }),
  'identity.passkey_added': (p) => ({
    title: `A passkey was added${quoted(p, 'label', ': ')}`,
    text: 'Not you? Remove it at once and sign out your other devices.'
  }),
  unknown: (p) => ({ title: 'A new message', text: `This version cannot show it yet (code ${figure(p, 'code')}); reload the page.` })
}

export default en
