/** What the error page says. */
const zh = {
  notFoundTitle: '没找到这个页面',
  notFoundDetail: '网址可能写错了，或者这一页已经收起来了。',
  forbiddenTitle: '这一页需要先登录',
  tooManyTitle: '点得太快了',
  tooManyDetail: '请等一分钟再试，已经填好的内容不会丢。',
  brokenTitle: '这里出了毛病',
  brokenDetail: '不是您的错。毛病已经记下来了；再试一次，多半就好。',
  offlineTitle: '现在没有信号',
  again: '再试一次',
  toHome: '回到附近的站',
  requestId: (id: string) => `打电话时报这个编号：${id}`
}

export default zh
