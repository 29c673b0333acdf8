/** What opens when somebody scans the code at the door. */
const zh = {
  title: (name: string) => `${name} · 到站 · 会站家`,
  lead: '到了就点一下，让后面的人知道门开着。',
  arrive: '我到了，记一次',
  anonymous: '不用登录，不问是谁，不看位置。',
  counted: (nth: number) => `已记下，今天第 ${nth} 位。`,
  countedText: '后面的人已经看到这里开着。谢谢。',
  before: (clock: string) => `${clock} 已经记过了。`,
  beforeText: (clock: string) => `半小时只记一次，${clock} 以后可以再记。门开着的消息已经更新。`,
  today: (visits: number) => `今天来过 ${visits} 位`,
  more: '看这个站的全部',
  wrong: '门打不开？'
}

export default zh
