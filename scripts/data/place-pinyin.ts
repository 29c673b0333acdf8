import { customPinyin, pinyin } from 'pinyin-pro'

/** Characters that have one reading in all place names of the list, unlike elsewhere. */
const ALWAYS: Record<string, string> = { 都: 'dū', 什: 'shí', 棱: 'líng' }

/** Names whose customary reading the dictionary does not know. */
const READINGS: Record<string, string> = {
  乐亭: 'lào tíng',
  蔚县: 'yù xiàn',
  万柏林: 'wàn bǎi lín',
  繁峙: 'fán shì',
  洪洞: 'hóng tóng',
  调兵山: 'diào bīng shān',
  珲春: 'hún chūn',
  大箐山: 'dà qìng shān',
  闵行: 'mǐn háng',
  六合: 'lù hé',
  六安: 'lù ān',
  乐清: 'yuè qīng',
  蚌山: 'bèng shān',
  蚌埠: 'bèng bù',
  歙县: 'shè xiàn',
  涡阳: 'guō yáng',
  单县: 'shàn xiàn',
  浚县: 'xùn xiàn',
  召陵: 'shào líng',
  泌阳: 'bì yáng',
  黄陂: 'huáng pí',
  大埔: 'dà bù',
  筠连: 'jūn lián',
  牟定: 'móu dìng',
  吴堡: 'wú bǔ',
  民乐: 'mín lè',
  宕昌: 'tàn chāng',
  红寺堡: 'hóng sì bǔ',
  尉犁: 'yù lí',
}

customPinyin({ ...ALWAYS, ...READINGS })

/** ü is typed v after l and n, u before e: 吕梁 lvliang, 略阳 lueyang. */
function typed(syllable: string): string {
  return syllable.replace('üe', 'ue').replace('ü', 'v')
}

/** Pinyin of the whole name, kind of place included: { pinyin: 'hangzhoushi', initials: 'hzs' }. */
export function readPlace(name: string): { pinyin: string; initials: string } {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', toneSandhi: false }).map(typed)
  return { pinyin: syllables.join(''), initials: syllables.map((syllable) => syllable[0]).join('') }
}
