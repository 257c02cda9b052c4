import type { Refusal } from './problem';

/**
 * The services' refusals in Chinese, by code. `{1}` is the first figure of the English text, `{1y}` the same as an amount in 万元,
 * `{1bp}` as a rate, `{r1}` of the remedy; a part in [] is left out when its figure is missing. refusals.test.ts finds codes that are missing here.
 */
export const refusalsZh: Record<string, { text: string; remedy: string }> = {
  // Request and session
  'not-signed-in': { text: '您尚未登录，或登录已过期', remedy: '请重新登录' },
  'not-allowed': { text: '您的角色无权进行此操作', remedy: '请由有权限的同事办理，或联系本单位管理员' },
  'not-found': { text: '没有找到您可以查看的内容', remedy: '请返回列表重新选择；内容可能已撤回或不属于本单位' },
  'method-not-allowed': { text: '该地址不支持此操作', remedy: '请刷新页面后重试' },
  'unsupported-media-type': { text: '提交的格式不受支持', remedy: '请刷新页面后重试' },
  'too-many-requests': { text: '操作过于频繁', remedy: '请稍候片刻再试' },
  cancelled: { text: '请求已取消', remedy: '如仍需要，请再试一次' },
  'too-large': { text: '提交的内容过大', remedy: '请缩减内容或压缩文件后再试' },
  'internal-error': { text: '系统内部出错，数据没有任何改动', remedy: '请重试；如持续出现，请把问题编号告诉区人才金融服务窗口' },
  'bad-request': { text: '提交的内容无法识别', remedy: '请检查填写内容后重试' },
  'invalid-json': { text: '提交的内容有误', remedy: '请检查填写内容后重试' },
  'idempotency-key-reused': { text: '这次提交与之前的一次编号重复', remedy: '请重新提交' },
  'already-exists': { text: '相同的内容刚刚已被登记', remedy: '请刷新查看现有内容后再决定' },
  'concurrent-change': { text: '其他人刚刚修改了同一内容', remedy: '请刷新后按最新内容重新操作' },
  'illegal-move': { text: '当前状态下不能进行此操作', remedy: '请刷新页面，按最新状态办理' },
  network: { text: '无法连接到服务', remedy: '请检查网络后重试；已填写的内容都保留着' },
  'verification-running': { text: '另一次账本核验正在进行', remedy: '请几秒后再试' },
  'sign-in-failed': { text: '用户名或密码错误，或账户因多次输错被临时锁定', remedy: '请核对后重试，或稍候再试；可联系本单位管理员解锁' },
  'totp-required': { text: '此账户需要动态验证码', remedy: '请输入身份验证器应用中的 6 位数字' },
  'totp-wrong': { text: '动态验证码错误或已使用过', remedy: '请等待下一个验证码，并核对设备时间' },
  'password-replacement-required': { text: '此密码由他人设置', remedy: '请先设置一个只有您本人知道的新密码' },
  'totp-enrolment-required': { text: '此账户须先绑定身份验证器', remedy: '请在登录页绑定身份验证器应用后再登录' },
  'token-refused': { text: '接口客户端编号或密钥错误，或已被吊销', remedy: '请向管理员申请新的接口客户端' },
  'no-mandate': { text: '该企业没有给本代办机构有效的委托', remedy: '请企业先授予委托' },
  busy: { text: '系统正在处理大量文件', remedy: '请一分钟后再试' },
  // Organisations, accounts
  'credit-code-taken': { text: '该统一社会信用代码已登记', remedy: '请核对代码；如本单位已登记，请用已有账户登录或联系管理员' },
  'agents-register-startups': { text: '代办机构只能登记企业', remedy: '请由管理员办理' },
  'no-profile': { text: '只有企业才有企业档案', remedy: '请改为修改机构名称或所属区' },
  'no-systems': { text: '该类机构没有接口客户端', remedy: '仅银行、代办机构等可申请接口客户端' },
  'too-many-clients': { text: '有效的接口客户端已达上限[（{1} 个）]', remedy: '请先吊销不再使用的接口客户端' },
  'firm-itself': { text: '委托须由企业本人授予', remedy: '请用企业自己的账户登录办理' },
  'user-name-taken': { text: '该用户名已被使用', remedy: '请换一个用户名' },
  'own-account': { text: '不能对自己的账户进行此操作', remedy: '请由另一位管理员办理' },
  'auditor-only-reads': { text: '审计员只读，不能兼任其他角色', remedy: '请把其他角色授予另一个账户' },
  'four-eyes': { text: '须由另一人复核：经办人不能审批自己提出的事项', remedy: '请由另一位有审批权限的同事办理' },
  'same-person': { text: '经办人不能审批自己提出的事项', remedy: '请由另一位审批人办理' },
  // Talents, qualifications, consents, documents
  'talent-live': { text: '该人才在本企业已有在办或有效的认定', remedy: '请先结束原认定，或等待区里处理' },
  'name-mismatch': { text: '姓名与身份证号不匹配', remedy: '请按身份证填写姓名' },
  'certificate-expired': { text: '证书已过期[（有效期至 {1}）]', remedy: '请在证书续期后重新提交' },
  'certificate-used': { text: '该证书已提交或已登记', remedy: '请核对证书编号' },
  'qualification-expired': { text: '资质证书已过期', remedy: '请在证书续期后重新提交' },
  'consent-term': { text: '授权期限最长[ {1} 个月]', remedy: '请把截止日期设在[ {r1} 至 {r2} 之间]，到期后可再次授权' },
  'document-refused': { text: '文件未被接受', remedy: '请上传不超过 20 MB 的 PDF、PNG、JPEG 或 XLSX 文件，不得加密或含宏' },
  // Eligibility
  'firm-inactive': { text: '企业已暂停，或企业档案不完整', remedy: '请补全企业档案，或申请恢复' },
  'firm-not-known': { text: '企业登记信息正在同步', remedy: '请稍候片刻再试' },
  'amount-too-small': { text: '金额低于该产品下限[ {-1y}]', remedy: '请把金额提高到[ {r-1y}]以上' },
  'amount-too-large': { text: '金额超过该产品上限[ {-1y}]', remedy: '请把金额降到[ {r-1y}]以内' },
  'tenor-out-of-range': { text: '期限须为[ {-2} 至 {-1} 个月]', remedy: '请改选该范围内的期限' },
  'use-banned': { text: '该用途属于禁止用途', remedy: '请用于本企业的研发、生产或成果转化' },
  'use-not-allowed': { text: '该用途不在此产品的用途范围内', remedy: '请改选产品列明的用途，或选择其他产品' },
  'pledge-missing': { text: '该产品须提供知识产权等质押', remedy: '请填写质押权利的种类、证书编号和评估值' },
  'pledge-taken': { text: '该质押权利已为另一笔贷款提供担保', remedy: '请撤回后以未质押的权利重新申请' },
  'pledge-too-small': { text: '质押物最多可支持[ {1y}]', remedy: '请把金额降到[ {r1y}]以内，或增加质押' },
  'firm-too-young': { text: '企业成立时间不足[ {1} 个月（成立于 {2}）]', remedy: '[{r1} 起可申请]' },
  'premises-too-short': {
    text: '场地租期剩余[ {1} 个月，至少需要 {2} 个月]不足',
    remedy: '请把租期延长[到 {r1} 个月]，或提供自有场地证明',
  },
  'sales-too-large': { text: '营业收入[ {1y} ]超过该产品上限[ {2y}]', remedy: '该产品面向较小规模企业，请在产品货架选择其他产品' },
  'serious-breach': { text: '存在未了结的严重失信记录', remedy: '请先了结并完成信用修复' },
  'qualification-missing': { text: '企业目前没有该产品要求的有效资质', remedy: '请取得所需资质，或将过期资质续期' },
  'stage-none': { text: '该产品没有适用于本企业营业收入[（{-1y}）]的档位', remedy: '请选择其他产品' },
  'stage-cap': { text: '按企业所处阶段，最高可申请[ {-1y}]', remedy: '请降低申请金额' },
  'talent-missing': { text: '企业没有符合要求且认定有效的人才', remedy: '请先办理人才认定，或续期认定' },
  'talent-employment': { text: '人才在本企业任职须满[ {1} 个月]', remedy: '请在满足任职时间后申请' },
  'talent-share': { text: '人才持股比例须不低于[ {1bp}]', remedy: '请调整持股比例，或选择其他产品' },
  'talent-ended': { text: '支撑该贷款的人才认定已终止', remedy: '请续期人才认定，或申请不要求人才的产品' },
  'cap-firm': { text: '企业在保余额将达[ {1y}，上限为 {2y}]，超过上限', remedy: '[目前最多还可申请 {r1y}]，或先还款' },
  'cap-talent': { text: '该人才名下余额将达[ {1y}，上限为 {2y}]，超过上限', remedy: '[目前最多还可申请 {r1y}]，或先还款' },
  'no-bank': { text: '目前没有可受理此申请的银行', remedy: '请自行指定银行，或调整产品与金额' },
  'bank-unknown': { text: '所选机构不是有效的合作银行', remedy: '请重新选择银行' },
  'bank-inactive': { text: '该银行目前不在本平台开展业务', remedy: '请选择其他银行' },
  'bank-suspended': { text: '该合作银行已被暂停', remedy: '请选择其他银行，或等待区里恢复其资格' },
  'organisation-unknown': { text: '登录凭证对应的机构未登记', remedy: '请重新登录' },
  'too-many-banks': { text: '一次最多可询[ {1} 家]银行', remedy: '请减少所选银行' },
  'no-scheme': { text: '目前没有风险补偿方案覆盖此产品', remedy: '请联系区人才金融服务窗口' },
  'product-unknown': { text: '没有这个产品', remedy: '请在产品货架重新选择' },
  // Offers, contracts, payouts
  'offer-amount': { text: '报价金额须不低于产品起点，且不超过申请金额[ {-1y}]', remedy: '[请在 {r1y} 至 {r2y} 之间报价]' },
  'offer-tenor': { text: '期限须为[ {-2} 至 {-1} 个月]', remedy: '请改为该范围内的期限' },
  'offer-method': { text: '该产品不支持此还款方式', remedy: '请改选产品允许的还款方式' },
  'offer-rate': { text: '利率[ {1bp} ]超出允许范围', remedy: '请调整加点' },
  'rate-cap': { text: '利率[ {1bp} ]超过利率上限', remedy: '请降低加点' },
  'offer-fee': { text: '费用须不小于零且小于贷款金额', remedy: '请更正费用' },
  'offer-expiry': { text: '报价有效期最长[ {1} 天]', remedy: '请改短有效期' },
  'offer-expired': { text: '该报价已过有效期[（{1}）]', remedy: '请选择其他报价，或请银行重新报价' },
  'not-your-offer': { text: '被接受的不是本行的报价', remedy: '只有报价被接受的银行可以签约' },
  'contract-too-large': { text: '合同金额[ {1y} ]超过可签金额[ {2y}]', remedy: '请按报价金额签订' },
  'contract-number-used': { text: '该合同编号已登记', remedy: '请填写本合同自己的编号' },
  'signed-on': { text: '签订日期不合理', remedy: '请填写报价接受之后、今天之前的日期' },
  'payout-amount': { text: '放款金额须大于零', remedy: '请填写实际放款金额' },
  'payout-above-contract': { text: '放款合计[ {1y} ]将超过合同金额[ {2y}]', remedy: '[最多还可放款 {r1y}]' },
  'payout-date': { text: '放款日期与合同不符[（{1}）]', remedy: '请核对放款日期；资金到账后再确认' },
  'payout-final': { text: '本次放款已用完合同金额，应为最后一笔', remedy: '请勾选“最后一笔”' },
  'payout-parts-not-agreed': { text: '已接受的报价没有约定分笔放款', remedy: '请按一次放完登记' },
  'payout-parts': { text: '一份合同最多分[ {1} 次]放款', remedy: '请把余额一次放完' },
  'payout-recorded': { text: '该放款编号已登记', remedy: '请填写本次放款自己的编号' },
  'lpr-published': { text: '该日期或之后的 LPR 已发布', remedy: '已发布的利率不可更改' },
  'policy-backdated': { text: '生效日期已过[（{1}）]', remedy: '请驳回，并改为今天或以后生效' },
  'product-overlap': { text: '同一时间已有该产品的另一版本', remedy: '请调整生效日期' },
  // Risk pool
  'scheme-overlap': { text: '已有方案在同一时间覆盖相同产品', remedy: '请调整生效日期或产品范围' },
  'layer-budget': { text: '该层年度预算不足[：将达 {-3y}，可承担 {-1y}]', remedy: '[最多还可增加 {r1y}]，或追加资金，或等待其他担保到期' },
  'leverage-limit': {
    text: '资金池杠杆将超过上限[：将达 {-3y}，可承担 {-1y}]',
    remedy: '[最多还可增加 {r1y}]，或追加资金，或等待其他担保到期',
  },
  'bank-limit': { text: '该银行本年入池额度将超限[：将达 {1y}，额度为 {-1y}]', remedy: '[最多还可增加 {r1y}]，或由区里提高额度' },
  'bank-product-limit': {
    text: '该银行此产品本年入池额度将超限[：将达 {1y}，额度为 {-1y}]',
    remedy: '[最多还可增加 {r1y}]，或由区里提高额度',
  },
  'above-contract': { text: '放款超出合同金额[ {1y}]', remedy: '超出部分请另签合同' },
  'contract-covered': { text: '该合同已在另一笔担保之下', remedy: '请银行更正合同编号' },
  'no-payer': { text: '补偿方案没有为此贷款指定承担方', remedy: '请由区里修订补偿方案' },
  'already-reversed': { text: '该笔资金此前已冲回', remedy: '请驳回此提议' },
};

/** Rules' sources that are words, in Chinese; sections of the rule book stay as they are. */
const sourcesZh: Record<string, string> = {
  'request format': '填写要求',
  'state table': '办理流程',
  registration: '机构登记',
  routing: '分发规则',
  limits: '系统限制',
  uniqueness: '唯一性',
  version: '版本',
  contract: '贷款合同',
  offer: '报价',
  'accepted offer': '已接受的报价',
  'business date': '业务日期',
  'true annual cost': '真实年化成本',
  'request of the startup': '企业申请',
  "banks' appetites": '银行准入偏好',
  'one contract once': '一份合同登记一次',
  'one payout once': '一笔放款登记一次',
  'one certificate counts once': '一证一用',
  'one entry, one reversal': '一笔一冲',
  'bank limit set by the district': '区里核定的银行额度',
};

/** Fields as people call them; [Chinese, English]. */
export const fields: Record<string, [string, string]> = {
  amountYuan: ['金额', 'Amount'],
  tenorMonths: ['期限', 'Tenor'],
  use: ['用途', 'Use'],
  purpose: ['用途说明', 'Purpose'],
  mode: ['分发方式', 'Routing'],
  bankIds: ['银行', 'Banks'],
  productCode: ['产品', 'Product'],
  creditCode: ['统一社会信用代码', 'Credit code'],
  name: ['名称', 'Name'],
  districtCode: ['所属区', 'District'],
  displayName: ['姓名', 'Name'],
  userName: ['用户名', 'User name'],
  password: ['密码', 'Password'],
  newPassword: ['新密码', 'New password'],
  foundedOn: ['成立日期', 'Founded on'],
  industryCode: ['行业代码', 'Industry code'],
  chain: ['产业链', 'Chain'],
  park: ['园区', 'Park'],
  staff: ['员工人数', 'Staff'],
  salesYuan: ['营业收入', 'Sales'],
  assetsYuan: ['资产总额', 'Assets'],
  leaseMonths: ['剩余租期', 'Lease months'],
  identityNumber: ['身份证号', 'Identity number'],
  certificateNumber: ['证书编号', 'Certificate number'],
  validFrom: ['有效期起', 'Valid from'],
  validUntil: ['有效期至', 'Valid until'],
  employedSince: ['入职日期', 'Employed since'],
  shareBp: ['持股比例', 'Share'],
  scopes: ['授权范围', 'Scopes'],
  granteeId: ['被授权机构', 'Grantee'],
  roles: ['角色', 'Roles'],
  reason: ['理由', 'Reason'],
  text: ['内容', 'Text'],
  spreadBp: ['加点', 'Spread'],
  method: ['还款方式', 'Repayment'],
  methods: ['还款方式', 'Repayment'],
  expiresAt: ['有效期至', 'Expires'],
  feeYuan: ['费用', 'Fee'],
  contractNumber: ['合同编号', 'Contract number'],
  signedOn: ['签订日期', 'Signed on'],
  disbursedOn: ['放款日期', 'Paid out on'],
  reference: ['编号', 'Reference'],
  effectiveFrom: ['生效日期', 'Effective from'],
  code: ['代码', 'Code'],
  summary: ['说明', 'Summary'],
  source: ['依据', 'Source'],
  baseAddresses: ['系统地址', 'Addresses'],
  timeoutSeconds: ['超时秒数', 'Time-out'],
  concurrencyMax: ['并发上限', 'Concurrency'],
  clientId: ['接口客户端', 'API client'],
  agentId: ['代办机构', 'Agent'],
  appraisedYuan: ['评估值', 'Appraised value'],
  kind: ['种类', 'Kind'],
  year: ['年度', 'Year'],
  body: ['文件', 'File'],
};

/** A field's name for people; its last part decides ("account.password" is a password). */
export function fieldName(field: string, language: 'zh' | 'en'): string {
  const last = field.split('.').pop() ?? field;
  const known = fields[field] ?? fields[last.replace(/\[\d+\]/g, '')];
  return known ? known[language === 'zh' ? 0 : 1] : language === 'zh' ? '' : field;
}

const figures = (text: string): string[] => text.match(/\d{4}-\d{2}-\d{2}(?:T[\d:]+Z)?|\d+(?:\.\d+)?/g) ?? [];
const inWan = (yuan: string) => `${(Number(yuan) / 10_000).toLocaleString('zh-CN', { maximumFractionDigits: 6 })} 万元`;

function fill(template: string, refusal: Refusal): string {
  const [ofText, ofRemedy] = [figures(refusal.text), figures(refusal.remedy)];
  const one = (part: string): string | null => {
    const gaps: string[] = [];
    const filled = part.replace(/\{(r?)(-?)(\d)(y|bp)?\}/g, (_, remedy: string, fromEnd: string, n: string, unit?: string) => {
      const list = remedy ? ofRemedy : ofText;
      const figure = list[fromEnd ? list.length - Number(n) : Number(n) - 1];
      if (figure === undefined) gaps.push(n);
      if (unit === 'y') return inWan(figure ?? '');
      return unit === 'bp' ? `${Number(figure) / 100}%` : (figure ?? '').replace(/T.*/, '');
    });
    return gaps.length > 0 ? null : filled;
  };
  return template.replace(/\[([^\]]*)\]/g, (_, part: string) => one(part) ?? '');
}

/** What a field takes, read from the checks' own sentences (services/Hosting/Problems.cs `Check`). */
function inputZh(text: string): string {
  const [a, b] = figures(text);
  if (text.startsWith('a text of')) return `请填写 ${a} 至 ${b} 个字`;
  if (text.startsWith('an amount')) return `请填写 ${inWan(a ?? '')} 至 ${inWan(b ?? '')} 之间的金额`;
  if (text.startsWith('a whole number')) return `请填写 ${a} 至 ${b} 之间的整数`;
  if (text.startsWith('a date from')) return `请填写 ${a} 至 ${b} 之间的日期`;
  if (text.startsWith('a list of')) return `请选择 ${a} 至 ${b} 项`;
  if (text.startsWith('one of') || text.startsWith('choose')) return '请从列出的选项中选择';
  if (text.startsWith('required')) return '必填';
  if (/password/i.test(text)) return '密码至少 12 个字符，其中至少 6 个不同字符，且不能与用户名相同';
  if (/credit code|check character|18 characters/i.test(text)) return '统一社会信用代码有误（18 位，含校验位）';
  if (text.includes('user name')) return '用户名只能包含字母、数字和 -._@+';
  if (text.startsWith('an address is')) return '地址须为 http(s)://主机[:端口][/路径]，不含用户名、查询与锚点';
  if (text.startsWith('at most') && text.endsWith('addresses')) return `最多 ${a} 个地址`;
  if (text.startsWith('between')) return `请填写 ${a} 至 ${b} 之间的数`;
  if (text.includes('division code') || text.includes('not of a district') || text.includes('begin with a province'))
    return '行政区划代码有误（6 位，须到区县，例如 370212）';
  if (text.includes('GB/T 4754')) return '行业代码有误（GB/T 4754-2017，例如 C3940）';
  if (text.includes('future')) return '日期不能晚于今天';
  if (text.includes('ends before it begins')) return '结束日期不能早于开始日期';
  return '填写内容不符合要求';
}

/** A refusal in the reader's language: what, why, and the way out. */
export function tellRefusal(refusal: Refusal, language: 'zh' | 'en'): { text: string; source: string; remedy: string; field: string } {
  const field = refusal.field ? fieldName(refusal.field, language) : '';
  if (language === 'en') return { text: refusal.text, source: refusal.source, remedy: refusal.remedy, field };
  const source =
    sourcesZh[refusal.source] ??
    (/[\u4e00-\u9fff]/.test(refusal.source) && !/[a-z]{4}/.test(refusal.source) ? refusal.source : sectionZh(refusal.source));
  const known = refusalsZh[refusal.code];
  if (known && refusal.code !== 'invalid-json')
    return { text: fill(known.text, refusal), source, remedy: fill(known.remedy, refusal).replace(/^[，或]+/, ''), field };
  if (refusal.kind === 'Input')
    return { text: `${field ? `${field}：` : ''}${inputZh(refusal.text)}`, source, remedy: '请更正后重新提交', field };
  return { text: '业务规则不允许此操作', source, remedy: '请联系区人才金融服务窗口', field };
}

function sectionZh(source: string): string {
  const section = /§\s*([\d.]+)/.exec(source)?.[1];
  const scheme = /scheme (\S+) version (\d+)/.exec(source);
  if (scheme) return `补偿方案 ${scheme[1]} 第 ${scheme[2]} 版`;
  return section ? `业务规则 §${section}` : '业务规则';
}
