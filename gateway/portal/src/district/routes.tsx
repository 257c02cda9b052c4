import {
  AlertOutlined,
  BankOutlined,
  DashboardOutlined,
  FileTextOutlined,
  IdcardOutlined,
  MailOutlined,
  SafetyCertificateOutlined,
  TrophyOutlined,
} from '@ant-design/icons';
import type { RouteObject } from 'react-router';
import { Frame } from '../app/Frame';
import type { NavItem } from '../app/Frame';
import { page } from '../shared/guard';
import { addText, useText } from '../shared/i18n';
import type { Role } from '../shared/session';
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
];

/** The workspace: its pages and its navigation. */
export default function Workspace() {
  const t = useText('district');
  const nav: NavItem[] = [
    { path: '', label: t('nav.cockpit'), icon: <DashboardOutlined /> },
    { path: 'applications', label: t('nav.applications'), icon: <FileTextOutlined />, roles: pool },
    { path: 'invitations', label: t('nav.invitations'), icon: <MailOutlined />, roles: pool },
    { path: 'loans', label: t('nav.loans'), icon: <BankOutlined />, roles: pool },
    { path: 'covers', label: t('nav.covers'), icon: <SafetyCertificateOutlined /> },
    { path: 'escalations', label: t('nav.escalations'), icon: <AlertOutlined />, roles: pool },
    { path: 'talents', label: t('nav.talents'), icon: <IdcardOutlined /> },
    { path: 'qualifications', label: t('nav.qualifications'), icon: <TrophyOutlined /> },
  ];
  return <Frame workspace="district" pages={pages} nav={nav} />;
}
