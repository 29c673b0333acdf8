import { isIPv4, isIPv6 } from 'node:net'

/** What stands for one caller among addresses: an IPv4 address, or the /64 of an IPv6 one (a phone changes the rest at will). */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, '')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1]
  if (mapped && isIPv4(mapped)) return mapped
  if (!isIPv6(bare)) return bare
  const [head = '', tail] = bare.toLowerCase().split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail ? tail.split(':') : []
  const gap = tail === undefined ? 0 : 8 - front.length - back.length - (bare.includes('.') ? 1 : 0)
  const groups = [...front, ...Array<string>(Math.max(0, gap)).fill('0'), ...back]
  return groups.slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(':') + '::/64'
}
