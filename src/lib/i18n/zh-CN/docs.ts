/** The readable page of the API, and the page of each problem. */
const zh = {
  title: '接口文档',
  raw: 'OpenAPI 3.1 原文',
  switchLanguage: 'English',
  skip: '跳到正文',
  contents: '目录',
  open: '不用登录',
  signIn: '要先登录',
  path: '路径',
  query: '查询',
  header: '请求头',
  name: '名称',
  where: '位置',
  required: '必填',
  optional: '选填',
  meaning: '含义与示例',
  parameters: '参数',
  body: '请求正文示例',
  answers: '答复',
  example: '答复示例',
  refusals: '拒绝代码',
  refusalsIntro: '每次拒绝都有代码、一句说明和下一步。',
  status: '状态',
  code: '代码',
  says: '说明',
  next: '下一步',
  toDocs: '接口文档',
  toAll: '全部代码',
  home: '回到附近的站'
}

export default zh
