import { DashboardOutlined } from '@ant-design/icons';
import type { RouteObject } from 'react-router';
import { Frame } from '../app/Frame';
import { page } from '../shared/guard';
import { addText, useText } from '../shared/i18n';
import { en, zh } from './text';

addText('district', zh, en);

const pages: RouteObject[] = [{ index: true, element: page(() => import('./CockpitPage')) }];

/** The workspace: its pages and its navigation. */
export default function Workspace() {
  const t = useText('district');
  return <Frame workspace="district" pages={pages} nav={[{ path: '', label: t('nav.cockpit'), icon: <DashboardOutlined /> }]} />;
}
