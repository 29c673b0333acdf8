const zh = {
  title: '没有信号 · 会站家',
  heading: '现在没有信号',
  text: '站的消息要联网才准，所以这里不拿旧的充数。有信号了点一下，马上就有。',
  again: '再试一次',
  help: '求助电话',
  helpText: '打电话不用上网。'
}

export default zh
