/** What services write into their audit records, in Chinese; what is not here is shown as it was written. */
const actions: Record<string, string> = {
  suspend: '暂停',
  resume: '恢复',
  create: '建立',
  revoke: '吊销',
  'sign in': '登录',
  accredit: '初审通过',
  confirm: '复核通过',
  reject: '不予通过',
  'change password': '修改密码',
  'change profile': '修改企业档案',
  expire: '到期',
  propose: '申报',
  register: '登记',
  'register with mandate': '代办登记',
  'reset password': '重设密码',
  correct: '更正登记信息',
  grant: '授权',
  issue: '新建客户端',
  record: '核验通过',
  withdraw: '撤销',
  lock: '锁定',
  unlock: '解锁',
  'reset authenticator': '重置动态验证',
  'change roles': '调整角色',
  'hand in': '上传文件',
  'connect system': '配置系统对接',
  'connect system with a new key': '配置系统对接（新密钥）',
  give: '委托',
  end: '终止认定',
  'enrol authenticator': '绑定动态验证',
  'confirm authenticator': '确认动态验证',
  'create application': '创建申请',
  'change draft': '修改草稿',
  'submit application': '提交申请',
  'withdraw application': '撤回申请',
  'refuse application': '申请未获支持',
  'expire application': '申请过期',
  'take invitation': '受理邀约',
  'ask startup': '要求补充资料',
  'answer bank': '补充资料',
  decline: '婉拒',
  'lapse invitation': '邀约失效',
  'propose offer': '提出报价（待审批）',
  'make offer': '报价',
  'approve offer': '批准报价',
  'reject offer': '驳回报价',
  'expire offer': '报价过期',
  'accept offer': '接受报价',
  'end acceptance': '接受终止',
  'sign contract': '签订合同',
  'pay out': '放款',
  'reserve cover': '预留担保',
  'refuse cover': '不予担保',
  'release cover': '释放担保',
  'set appetite': '设置准入偏好',
  'set limits': '设置授权额度',
  'draft product version': '起草产品版本',
  'approve product version': '批准产品版本',
  'reject product version': '驳回产品版本',
  'publish LPR': '发布 LPR',
  'draft scheme': '起草补偿方案',
  'approve scheme': '批准补偿方案',
  'reject scheme': '驳回补偿方案',
  'propose bank limit': '提出银行限额',
  'approve bank limit': '批准银行限额',
  'reject bank limit': '驳回银行限额',
  'propose funding': '登记注资',
  'propose reversal of funding': '提出冲回',
  'approve funding': '批准注资',
  'reject funding': '驳回注资',
  'enrol exception': '人工入池',
};

const subjects: Record<string, string> = {
  Organisation: '机构',
  Account: '账户',
  Client: '接口客户端',
  Talent: '人才认定',
  Qualification: '资质',
  Consent: '授权',
  Mandate: '委托',
  Document: '文件',
  Application: '申请',
  Invitation: '邀约',
  Offer: '报价',
  Loan: '贷款',
  Bank: '银行设置',
  PolicyVersion: '产品版本',
  Lpr: 'LPR',
  Scheme: '补偿方案',
  Funding: '注资',
  BankLimit: '银行限额',
  Cover: '担保',
};

const english = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

export function actionName(action: string, language: 'zh' | 'en'): string {
  if (language === 'en') return english(action);
  const look = /^look at (.+) under consent$/.exec(action);
  return look ? '凭授权查看' : (actions[action] ?? action);
}

export const subjectName = (type: string, language: 'zh' | 'en') =>
  language === 'zh' ? (subjects[type] ?? type) : type.replace(/([a-z])([A-Z])/g, '$1 $2');

/** What each service keeps records of. */
const kept = {
  registry: ['Organisation', 'Account', 'Client', 'Talent', 'Qualification', 'Consent', 'Mandate', 'Document'],
  loan: ['Application', 'Invitation', 'Offer', 'Loan', 'Bank', 'PolicyVersion', 'Lpr'],
  riskpool: ['Scheme', 'Funding', 'BankLimit', 'Cover'],
};

export const subjectOptions = (service: keyof typeof kept, language: 'zh' | 'en') =>
  kept[service].map((value) => ({ value, label: subjectName(value, language) }));

export const actionOptions = (language: 'zh' | 'en') => [
  ...Object.keys(actions).map((value) => ({ value, label: actionName(value, language) })),
  { value: 'look at', label: language === 'zh' ? '凭授权查看' : 'Look under consent' },
];
