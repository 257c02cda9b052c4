import { AppstoreOutlined, BankOutlined, FileTextOutlined, HomeOutlined, ShopOutlined } from '@ant-design/icons';
import type { RouteObject } from 'react-router';
import { Frame } from '../app/Frame';
import { page } from '../shared/guard';
import { addText, useText } from '../shared/i18n';
import { en, zh } from './text';
import './style.css';

addText('startup', zh, en);

const pages: RouteObject[] = [
  { index: true, element: page(() => import('./ApplicationsPage')) },
  { path: 'applications', element: page(() => import('./ApplicationsPage')) },
  { path: 'applications/new', element: page(() => import('./ApplyPage')) },
  { path: 'applications/:id', element: page(() => import('./ApplicationPage')) },
  { path: 'applications/:id/edit', element: page(() => import('./ApplyPage')) },
  { path: 'products', element: page(() => import('./ProductsPage')) },
  { path: 'firm', element: page(() => import('./FirmPage')) },
];

/** The workspace: its pages and its navigation. */
export default function Workspace() {
  const t = useText('startup');
  return (
    <Frame
      workspace="startup"
      pages={pages}
      nav={[
        { path: '', label: t('nav.home'), icon: <HomeOutlined /> },
        { path: 'applications', label: t('nav.applications'), icon: <FileTextOutlined /> },
        { path: 'products', label: t('nav.products'), icon: <AppstoreOutlined /> },
        { path: 'firm', label: t('nav.firm'), icon: <ShopOutlined /> },
        { path: 'loans', label: t('nav.loans'), icon: <BankOutlined /> },
      ]}
    />
  );
}
