import { AuditOutlined, HomeOutlined, ShopOutlined } from '@ant-design/icons';
import type { RouteObject } from 'react-router';
import { Frame } from '../app/Frame';
import { page } from '../shared/guard';
import { addText, useText } from '../shared/i18n';
import { useMay } from '../shared/session';
import { en, zh } from './text';

addText('partner', zh, en);

const institution = ['Underwriter', 'FundManager', 'BoardOperator'] as const;
const pages: RouteObject[] = [
  { index: true, element: page(() => import('./HomePage')) },
  { path: 'firms', element: page(() => import('./FirmsPage'), ['Agent']) },
  { path: 'consents', element: page(() => import('./ConsentsPage'), institution) },
];

/** Agents, insurers, funds and boards: what they can do here today. */
export default function Workspace() {
  const t = useText('partner');
  const may = useMay();
  return (
    <Frame
      workspace="partner"
      pages={pages}
      nav={[
        { path: '', label: t('home.title'), icon: <HomeOutlined /> },
        ...(may('Agent') ? [{ path: 'firms', label: t('firms.title'), icon: <ShopOutlined /> }] : []),
        ...(may(...institution) ? [{ path: 'consents', label: t('consents.title'), icon: <AuditOutlined /> }] : []),
      ]}
    />
  );
}
