import {
  AlertOutlined,
  AuditOutlined,
  BookOutlined,
  ClusterOutlined,
  ControlOutlined,
  BankOutlined,
  DashboardOutlined,
  FileTextOutlined,
  IdcardOutlined,
  MailOutlined,
  PercentageOutlined,
  ProfileOutlined,
  SafetyCertificateOutlined,
  ShopOutlined,
  SolutionOutlined,
  TeamOutlined,
  TrophyOutlined,
  WalletOutlined,
} from '@ant-design/icons';
import type { RouteObject } from 'react-router';
import { Frame } from '../app/Frame';
import type { NavItem } from '../app/Frame';
import { page } from '../shared/guard';
import { addText, useText } from '../shared/i18n';
import type { Role } from '../shared/session';
import './district.css';
import { en, zh } from './text';

addText('district', zh, en);

const pool: Role[] = ['PoolOfficer', 'PoolApprover', 'Auditor'];

const pages: RouteObject[] = [
  { index: true, element: page(() => import('./CockpitPage')) },
  { path: 'applications', element: page(() => import('./ApplicationsPage'), pool) },
  { path: 'applications/:id', element: page(() => import('./ApplicationPage'), pool) },
  { path: 'loans', element: page(() => import('./LoansPage'), pool) },
  { path: 'loans/:id', element: page(() => import('./LoanPage'), pool) },
  { path: 'covers', element: page(() => import('./CoversPage')) },
  { path: 'covers/:id', element: page(() => import('./CoverPage')) },
  { path: 'invitations', element: page(() => import('./InvitationsPage'), pool) },
  { path: 'escalations', element: page(() => import('./EscalationsPage'), pool) },
  { path: 'talents', element: page(() => import('./TalentsPage')) },
  { path: 'qualifications', element: page(() => import('./QualificationsPage')) },
  { path: 'institutions', element: page(() => import('./OrganisationsPage')) },
  { path: 'institutions/register', element: page(() => import('./RegisterPage'), ['Administrator']) },
  { path: 'institutions/:id', element: page(() => import('./OrganisationPage')) },
  { path: 'accounts', element: page(() => import('./AccountsPage'), ['Administrator', 'Auditor']) },
  { path: 'limits', element: page(() => import('./LimitsPage')) },
  { path: 'funding', element: page(() => import('./FundingPage')) },
  { path: 'products', element: page(() => import('./ProductsPage'), pool) },
  { path: 'products/:id', element: page(() => import('./ProductVersionPage'), pool) },
  { path: 'products/:id/draft', element: page(() => import('./ProductDraftPage'), ['PoolOfficer']) },
  { path: 'schemes', element: page(() => import('./SchemesPage')) },
  { path: 'schemes/:id', element: page(() => import('./SchemePage')) },
  { path: 'schemes/:id/draft', element: page(() => import('./SchemeDraftPage'), ['PoolOfficer']) },
  { path: 'lpr', element: page(() => import('./LprPage')) },
  { path: 'ledger', element: page(() => import('./LedgerPage')) },
  { path: 'audit', element: page(() => import('./AuditPage')) },
  { path: 'queues', element: page(() => import('./QueuesPage'), ['Administrator', 'Auditor']) },
];

/** The workspace: its pages and its navigation. */
export default function Workspace() {
  const t = useText('district');
  const nav: NavItem[] = [
    { path: '', label: t('nav.cockpit'), icon: <DashboardOutlined /> },
    { path: 'escalations', label: t('nav.escalations'), icon: <AlertOutlined />, roles: pool, group: t('group.watch') },
    { path: 'applications', label: t('nav.applications'), icon: <FileTextOutlined />, roles: pool, group: t('group.watch') },
    { path: 'invitations', label: t('nav.invitations'), icon: <MailOutlined />, roles: pool, group: t('group.watch') },
    { path: 'loans', label: t('nav.loans'), icon: <BankOutlined />, roles: pool, group: t('group.watch') },
    { path: 'covers', label: t('nav.covers'), icon: <SafetyCertificateOutlined />, group: t('group.watch') },
    { path: 'talents', label: t('nav.talents'), icon: <IdcardOutlined />, group: t('group.decide') },
    { path: 'qualifications', label: t('nav.qualifications'), icon: <TrophyOutlined />, group: t('group.decide') },
    { path: 'limits', label: t('nav.limits'), icon: <ControlOutlined />, group: t('group.decide') },
    { path: 'funding', label: t('nav.funding'), icon: <WalletOutlined />, group: t('group.decide') },
    { path: 'institutions', label: t('nav.institutions'), icon: <ShopOutlined />, group: t('group.institutions') },
    {
      path: 'accounts',
      label: t('nav.accounts'),
      icon: <TeamOutlined />,
      roles: ['Administrator', 'Auditor'],
      group: t('group.institutions'),
    },
    { path: 'products', label: t('nav.products'), icon: <ProfileOutlined />, roles: pool, group: t('group.policy') },
    { path: 'schemes', label: t('nav.schemes'), icon: <SolutionOutlined />, group: t('group.policy') },
    { path: 'lpr', label: t('nav.lpr'), icon: <PercentageOutlined />, group: t('group.policy') },
    { path: 'ledger', label: t('nav.ledger'), icon: <BookOutlined />, group: t('group.operation') },
    { path: 'audit', label: t('nav.audit'), icon: <AuditOutlined />, group: t('group.operation') },
    { path: 'queues', label: t('nav.queues'), icon: <ClusterOutlined />, roles: ['Administrator', 'Auditor'], group: t('group.operation') },
  ];
  return <Frame workspace="district" pages={pages} nav={nav} />;
}
