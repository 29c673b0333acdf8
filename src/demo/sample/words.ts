/** Words for made-up stations: generic, so that no name or address points at a real place. */

export const AREAS = (
  '春晖 向阳 和平 建设 人民 解放 胜利 光明 新华 团结 友谊 幸福 朝阳 东风 工农 文化 学府 滨江 滨河 临湖 青年 劳动 ' +
  '新港 长虹 兴业 富民 康宁 安居 金桥 银杏 梧桐 香樟 桂花 玉兰 海棠 翠竹 松柏 凤鸣 龙泉 白鹭 云水 清溪 石桥 高桥 ' +
  '南湖 北苑 东园 西城 中兴 永安 永兴 太和 同心 惠民 福源 瑞丰 德胜 嘉禾 望江 迎宾 站前 体育 科技 创新'
).split(' ')

export const SITES = '路 街 里 桥 苑 广场 公园 新村 社区 市场 商圈 地铁口 物流园 工业园 汽车站 菜场 大厦 体育馆'.split(' ')

export const HOSTS = '便利店 药店 营业厅 加油站 快递网点 书店 银行网点 超市'.split(' ')

export const ENTRANCE_NOTES = [
  '一楼大厅左侧',
  '大门右侧玻璃门',
  '从停车场入口进，左手第一间',
  '保安亭旁边',
  '临街，门口有灯箱',
  '穿过菜场，公厕对面',
  '电梯上楼，出门右转',
  '服务台后面，可直接进',
]

export const AED_PLACES = ['一楼服务台旁', '进门右手墙上', '值班室门口', '大厅立柱旁']
