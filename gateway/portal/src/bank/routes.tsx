import { InboxOutlined } from '@ant-design/icons';
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
];

/** The workspace: its pages and its navigation. */
export default function Workspace() {
  const t = useText('bank');
  return <Frame workspace="bank" pages={pages} nav={[{ path: '', label: t('nav.work'), icon: <InboxOutlined /> }]} />;
}
