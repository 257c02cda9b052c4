import type { Gateway, Loan, Registry, RiskPool } from './api';

type Colour = 'default' | 'processing' | 'success' | 'warning' | 'error';
type Names<E extends string> = Record<E, [zh: string, en: string, colour?: Colour]>;

// Every enum of the API by its own type: a new member breaks the build here and nowhere else.
const application: Names<Loan['ApplicationState']> = {
  Draft: ['草稿', 'Draft'],
  Submitted: ['已提交', 'Submitted', 'processing'],
  Accepted: ['已接受报价', 'Offer accepted', 'processing'],
  Covered: ['已获担保', 'Covered', 'processing'],
  Contracted: ['已签约', 'Contract signed', 'processing'],
  PaidOut: ['已放款', 'Paid out', 'success'],
  Withdrawn: ['已撤回', 'Withdrawn'],
  Expired: ['已过期', 'Expired', 'warning'],
  Refused: ['未获支持', 'Refused', 'error'],
};
const invitation: Names<Loan['InvitationState']> = {
  Invited: ['待受理', 'Waiting', 'warning'],
  Taken: ['办理中', 'Taken', 'processing'],
  Asked: ['待企业补充', 'Asked', 'warning'],
  Proposed: ['待审批', 'For approval', 'processing'],
  Offered: ['已报价', 'Offered', 'success'],
  Declined: ['已婉拒', 'Declined', 'error'],
  Lapsed: ['已失效', 'Lapsed'],
  Cancelled: ['已取消', 'Cancelled'],
};
const offer: Names<Loan['OfferState']> = {
  Proposed: ['待审批', 'For approval', 'warning'],
  Live: ['有效', 'Live', 'processing'],
  Rejected: ['审批驳回', 'Rejected', 'error'],
  Expired: ['已过期', 'Expired'],
  Lapsed: ['已失效', 'Lapsed'],
  Accepted: ['已接受', 'Accepted', 'success'],
  CoverRefused: ['未获担保', 'Cover refused', 'error'],
  Ended: ['已结束', 'Ended'],
};
const loan: Names<Loan['LoanState']> = {
  Signed: ['已签约', 'Signed', 'processing'],
  Paying: ['放款中', 'Paying out', 'processing'],
  PaidOut: ['已放款', 'Paid out', 'success'],
  Ended: ['已结束', 'Ended'],
};
const policy: Names<Loan['PolicyState']> = {
  Draft: ['待复核', 'Draft', 'warning'],
  InForce: ['已生效', 'In force', 'success'],
  Rejected: ['已驳回', 'Rejected', 'error'],
};
const decline: Names<Loan['DeclineReason']> = {
  CreditHistory: ['信用记录', 'Credit history'],
  RepaymentCapacity: ['偿债能力', 'Repayment capacity'],
  CashFlow: ['现金流', 'Cash flow'],
  ExistingDebt: ['现有负债', 'Existing debt'],
  Industry: ['行业', 'Industry'],
  AmountTooLarge: ['金额过大', 'Amount too large'],
  AmountTooSmall: ['金额过小', 'Amount too small'],
  TenorUnsuitable: ['期限不合适', 'Tenor unsuitable'],
  PapersIncomplete: ['资料不全', 'Papers incomplete'],
  UseUnclear: ['用途不清', 'Use unclear'],
  OutsideAppetite: ['不在准入范围', 'Outside appetite'],
  Other: ['其他', 'Other'],
};
const repayment: Names<Loan['RepaymentMethod']> = {
  EqualInstalment: ['等额本息', 'Equal instalments'],
  EqualPrincipal: ['等额本金', 'Equal principal'],
  InterestThenPrincipal: ['先息后本', 'Interest, then principal'],
  Bullet: ['到期还本付息', 'Bullet'],
};
const routing: Names<Loan['RoutingMode']> = { Targeted: ['指定银行', 'Chosen banks'], Open: ['公开询价', 'Open to the market'] };
const rateCap: Names<Loan['RateCapMode']> = { Warn: ['提示', 'Warn', 'warning'], Refuse: ['拒绝', 'Refuse', 'error'] };
const talentClass: Names<Loan['TalentClass']> = {
  A: ['A 类', 'Class A'],
  B: ['B 类', 'Class B'],
  C: ['C 类', 'Class C'],
  D: ['D 类', 'Class D'],
  District: ['区级', 'District'],
  Contest: ['大赛获奖', 'Contest'],
};
const accreditation: Names<Registry['AccreditationState']> = {
  Proposed: ['待初审', 'Proposed', 'warning'],
  Reviewed: ['待复核', 'Reviewed', 'processing'],
  InForce: ['认定有效', 'In force', 'success'],
  Rejected: ['未通过', 'Rejected', 'error'],
  Ended: ['已终止', 'Ended'],
};
const qualification: Names<Registry['QualificationState']> = {
  Proposed: ['待核验', 'Proposed', 'warning'],
  Recorded: ['已核验', 'Recorded', 'success'],
  Rejected: ['未通过', 'Rejected', 'error'],
  Withdrawn: ['已撤销', 'Withdrawn'],
};
const scope: Names<Registry['ConsentScope']> = {
  Profile: ['企业档案', 'Profile'],
  Documents: ['文件', 'Documents'],
  Talents: ['人才', 'Talents'],
  Qualifications: ['资质', 'Qualifications'],
  Financials: ['财务', 'Financials'],
};
const organisation: Names<Registry['OrganisationKind']> = {
  Startup: ['企业', 'Startup'],
  Bank: ['银行', 'Bank'],
  Insurer: ['保险', 'Insurer'],
  Fund: ['基金', 'Fund'],
  Board: ['股权交易中心', 'Equity board'],
  District: ['区主管部门', 'District'],
  Agent: ['代办机构', 'Agent'],
};
const role: Names<Registry['Role']> = {
  Startup: ['企业', 'Startup'],
  Agent: ['代办', 'Agent'],
  BankOfficer: ['银行客户经理', 'Bank officer'],
  BankApprover: ['银行审批人', 'Bank approver'],
  BankSystem: ['银行系统', 'Bank system'],
  Underwriter: ['核保', 'Underwriter'],
  FundManager: ['基金经理', 'Fund manager'],
  BoardOperator: ['股交中心', 'Board operator'],
  PoolOfficer: ['资金池经办', 'Pool officer'],
  PoolApprover: ['资金池审批', 'Pool approver'],
  Auditor: ['审计', 'Auditor'],
  Administrator: ['管理员', 'Administrator'],
};
const cover: Names<RiskPool['CoverState']> = {
  Reserved: ['已预留', 'Reserved', 'processing'],
  Drawing: ['放款中', 'Drawing', 'processing'],
  Covered: ['担保中', 'Covered', 'success'],
  Released: ['已释放', 'Released'],
  Refused: ['未获担保', 'Refused', 'error'],
  Exception: ['待人工处理', 'Exception', 'error'],
};
const draft: Names<RiskPool['DraftState']> = {
  Proposed: ['待复核', 'Proposed', 'warning'],
  Approved: ['已批准', 'Approved', 'success'],
  Rejected: ['已驳回', 'Rejected', 'error'],
};
const usage: Names<RiskPool['UsageStatus']> = {
  Calm: ['正常', 'Calm', 'success'],
  Warn: ['预警', 'Warning', 'warning'],
  Blocked: ['停用', 'Blocked', 'error'],
};
const entry: Names<RiskPool['EntryKind']> = {
  Fund: ['注资', 'Fund'],
  Reserve: ['预留', 'Reserve'],
  Confirm: ['确认', 'Confirm'],
  Release: ['释放', 'Release'],
  Reverse: ['冲回', 'Reverse'],
};
const ledgerAccount: Names<RiskPool['AccountName']> = {
  Cash: ['现金', 'Cash'],
  Funding: ['注入资金', 'Funding'],
  ReservedGovernment: ['预留（政府）', 'Reserved (government)'],
  ReservedBank: ['预留（银行）', 'Reserved (bank)'],
  CoveredGovernment: ['担保（政府）', 'Covered (government)'],
  CoveredBank: ['担保（银行）', 'Covered (bank)'],
  Commitments: ['承诺', 'Commitments'],
};
const dimension: Names<RiskPool['Dimension']> = {
  Bank: ['银行', 'Bank'],
  Product: ['产品', 'Product'],
  Chain: ['产业链', 'Chain'],
  Park: ['园区', 'Park'],
  TalentClass: ['人才类别', 'Talent class'],
};
const delivery: Names<Gateway['DeliveryState']> = {
  Waiting: ['待送达', 'Waiting', 'processing'],
  Delivered: ['已送达', 'Delivered', 'success'],
  Parked: ['已搁置', 'Parked', 'error'],
};
const message: Names<Gateway['BankMessageKind']> = {
  InvitationOpened: ['新的邀约', 'Invitation'],
  InformationProvided: ['补充资料', 'Information provided'],
  InvitationReminded: ['期限提醒', 'Deadline near'],
  InvitationLapsed: ['邀约失效', 'Invitation lapsed'],
  InvitationCancelled: ['邀约取消', 'Invitation cancelled'],
  OfferAccepted: ['报价被接受', 'Offer accepted'],
  AcceptanceEnded: ['接受终止', 'Acceptance ended'],
  ApplicationEnded: ['申请结束', 'Application ended'],
  CoverReserved: ['担保已预留', 'Cover reserved'],
  CoverRefused: ['担保被拒', 'Cover refused'],
  CoverConfirmed: ['担保已确认', 'Cover confirmed'],
};

// Codes that are data, not enums: what the services start with. A code that came later is shown as it is.
const qualificationKind: Names<string> = {
  HNTE: ['高新技术企业', 'High-tech enterprise'],
  TECH_SME: ['科技型中小企业', 'Technology SME'],
  INNOVATIVE_SME: ['创新型中小企业', 'Innovative SME'],
  SRDI: ['专精特新中小企业', 'Specialised and innovative SME'],
  SRDI_GIANT: ['专精特新小巨人企业', 'Specialised and innovative “little giant”'],
  GAZELLE: ['瞪羚企业', 'Gazelle enterprise'],
  UNICORN: ['独角兽企业', 'Unicorn'],
  HIDDEN_CHAMPION: ['隐形冠军企业', 'Hidden champion'],
  IP_PLEDGE: ['知识产权质押登记', 'Registered IP pledge'],
};
/** Why an application or an invitation is over, when nobody declined it. */
const ended: Names<string> = {
  Withdrawn: ['企业撤回', 'Withdrawn by the firm'],
  AllDeclined: ['受邀银行均未报价', 'Every bank asked declined'],
  NotAnswered: ['银行未在期限内受理', 'Not answered in time'],
  NotDecided: ['银行未在期限内决定', 'Not decided in time'],
  InformationNotProvided: ['企业未在期限内补充资料', 'Information not provided in time'],
  OffersExpired: ['报价过期，未被接受', 'The offers expired without a choice'],
  OtherOfferAccepted: ['企业接受了其他银行的报价', 'Another bank’s offer was accepted'],
  CoverRefused: ['资金池未能提供担保', 'The pool would not cover it'],
  CoverReleased: ['担保预留已到期释放', 'The reserved cover was released'],
  NotPaidOutInTime: ['银行未在期限内放款', 'Not paid out in time'],
};

export const states = {
  application,
  invitation,
  offer,
  loan,
  policy,
  decline,
  repayment,
  routing,
  rateCap,
  talentClass,
  accreditation,
  qualification,
  scope,
  organisation,
  role,
  cover,
  draft,
  usage,
  entry,
  ledgerAccount,
  dimension,
  delivery,
  message,
  qualificationKind,
  ended,
};
export type StateKind = keyof typeof states;

/** Why an invitation is over: a bank's coded reason, or what ended it. */
export const reasonName = (code: string, language: 'zh' | 'en') => stateName(code in decline ? 'decline' : 'ended', code, language);

/** A member's name in the reader's language. */
export function stateName(of: StateKind, value: string, language: 'zh' | 'en'): string {
  const found = (states[of] as Names<string>)[value];
  return found ? found[language === 'zh' ? 0 : 1] : value;
}

/** All members as options of a Select. */
export function stateOptions(of: StateKind, language: 'zh' | 'en'): { value: string; label: string }[] {
  return Object.entries(states[of] as Names<string>).map(([value, names]) => ({ value, label: names[language === 'zh' ? 0 : 1] }));
}
