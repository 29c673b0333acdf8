import { figure, quoted } from '../figures.ts'
import type { NoticeTexts } from '../notice.ts'
import identity from './identity.ts'

/** Every message that the product sends, by its code. */
const zh: NoticeTexts = {
  'stations.locked': (p) => ({
    title: `${figure(p, 'station', '您的站')}：有人说锁门了`,
    text: '工友在门口没进去。开着请点“还开着”，关了请改成“关门”。'
  }),
  'stations.open': (p) => ({ title: `${figure(p, 'station', '您的站')}：有人说开着`, text: '和站上登记的不一样，请看一眼。' }),
  'stations.broken': (p) => ({
    title: `${figure(p, 'station', '您的站')}：${figure(p, 'facility', '设施')}坏了`,
    text: '工友反映的，请去看看，修好了改回“好用”。'
  }),
  'stations.out_of_stock': (p) => ({
    title: `${figure(p, 'station', '您的站')}：${figure(p, 'facility', '用品')}用完了`,
    text: '工友反映的，请补上，补好了改回“好用”。'
  }),
  'stations.other': (p) => ({ title: `${figure(p, 'station', '您的站')}：有新的反映`, text: '请看一眼，回一句话。' }),
  'roles.granted': (p) => ({
    title: `您有了新身份：${identity.role(figure(p, 'role'))}`,
    text: `${figure(p, 'place')}${figure(p, 'station') && `，站点 ${figure(p, 'station')}`}。现在就能用。`
  }),
  'roles.revoked': (p) => ({
    title: `身份已收回：${identity.role(figure(p, 'role'))}`,
    text: `${figure(p, 'place')}${figure(p, 'station') && `，站点 ${figure(p, 'station')}`}。有疑问请找本级工会的管理员。`
  }),
  'identity.passkey_added': (p) => ({ title: `加了一把通行密钥${quoted(p, 'label')}`, text: '不是您加的？请马上删掉它，并退出其他设备。' }),
  unknown: (p) => ({ title: '一条新消息', text: `这个版本还不会显示它（代码 ${figure(p, 'code')}），刷新页面再看。` })
}

export default zh
