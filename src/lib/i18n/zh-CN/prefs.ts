const zh = {
  title: '显示设置 · 会站家',
  heading: '显示设置',
  lead: '记在这部手机上，不用登录。',
  language: '语言',
  size: '字号',
  normal: '标准',
  elder: '长辈版（字大，按钮大）',
  theme: '明暗',
  auto: '跟着手机走',
  light: '白天',
  dark: '夜里',
  back: '回去'
}

export default zh
