import {
  ApiOutlined,
  AuditOutlined,
  BarChartOutlined,
  SettingOutlined,
  FileDoneOutlined,
  InboxOutlined,
  WalletOutlined,
} from '@ant-design/icons';
import type { RouteObject } from 'react-router';
import { Frame } from '../app/Frame';
import { page } from '../shared/guard';
import { addText, useText } from '../shared/i18n';
import './bank.css';
import { en, zh } from './text';

addText('bank', zh, en);

const pages: RouteObject[] = [
  { index: true, element: page(() => import('./WorkPage')) },
  { path: 'invitations/:id', element: page(() => import('./InvitationPage')) },
  { path: 'queue', element: page(() => import('./QueuePage'), ['BankApprover']) },
  { path: 'offers', element: page(() => import('./OffersPage')) },
  { path: 'loans', element: page(() => import('./LoansPage')) },
  { path: 'loans/:id', element: page(() => import('./LoanPage')) },
  { path: 'portfolio', element: page(() => import('./PortfolioPage')) },
  { path: 'settings', element: page(() => import('./SettingsPage')) },
  { path: 'system', element: page(() => import('./SystemPage')) },
];

/** The workspace: its pages and its navigation. */
export default function Workspace() {
  const t = useText('bank');
  return (
    <Frame
      workspace="bank"
      pages={pages}
      nav={[
        { path: '', label: t('nav.work'), icon: <InboxOutlined /> },
        { path: 'queue', label: t('nav.queue'), icon: <AuditOutlined />, roles: ['BankApprover'] },
        { path: 'offers', label: t('nav.offers'), icon: <FileDoneOutlined /> },
        { path: 'loans', label: t('nav.loans'), icon: <WalletOutlined /> },
        { path: 'portfolio', label: t('nav.portfolio'), icon: <BarChartOutlined /> },
        { path: 'settings', label: t('nav.settings'), icon: <SettingOutlined /> },
        { path: 'system', label: t('nav.system'), icon: <ApiOutlined /> },
      ]}
    />
  );
}
