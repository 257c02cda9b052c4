import { FileTextOutlined } from '@ant-design/icons';
import type { RouteObject } from 'react-router';
import { Frame } from '../app/Frame';
import { page } from '../shared/guard';
import { addText, useText } from '../shared/i18n';
import { en, zh } from './text';

addText('startup', zh, en);

const pages: RouteObject[] = [{ index: true, element: page(() => import('./ApplicationsPage')) }];

/** The workspace: its pages and its navigation. */
export default function Workspace() {
  const t = useText('startup');
  return <Frame workspace="startup" pages={pages} nav={[{ path: '', label: t('applications.title'), icon: <FileTextOutlined /> }]} />;
}
