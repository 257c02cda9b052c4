import { KeyOutlined, LogoutOutlined, MenuFoldOutlined, MenuOutlined, MenuUnfoldOutlined, UserOutlined } from '@ant-design/icons';
import { Alert, Button, Drawer, Dropdown, Layout, Menu } from 'antd';
import type { ReactNode } from 'react';
import { useState, useSyncExternalStore } from 'react';
import { Link, useLocation, useNavigate, useRoutes } from 'react-router';
import type { RouteObject } from 'react-router';
import { api } from '../shared/api';
import { armExpiry } from '../shared/expiry';
import { Bounds, Missing } from '../shared/guard';
import { useText } from '../shared/i18n';
import { useLive } from '../shared/live';
import { queryClient } from '../shared/query';
import { useSession, workspacesOf } from '../shared/session';
import type { Role, WorkspaceName } from '../shared/session';
import { Controls } from './Controls';

/** An entry of a workspace's navigation; `path` below the workspace, '' for its first page. */
export interface NavItem {
  path: string;
  label: string;
  icon: ReactNode;
  /** Shown to these roles only. */
  roles?: readonly Role[];
  /** The name of the group that it stands in; without one it stands by itself. */
  group?: string;
}

/** Everything around a workspace's pages: head, navigation (a drawer on a phone), live refresh. */
export function Frame({ workspace, nav, pages }: { workspace: WorkspaceName; nav: NavItem[]; pages: RouteObject[] }) {
  const t = useText('app');
  const shared = useText('shared');
  const session = useSession();
  const location = useLocation();
  const navigate = useNavigate();
  const [narrow, setNarrow] = useState(localStorage.getItem('nav') === 'narrow');
  const [drawer, setDrawer] = useState(false);
  // Groups that were closed, and on which page: another page of a closed group opens it.
  const [closed, setClosed] = useState<Record<string, string>>(() => keptClosed(workspace));
  const content = useRoutes([...pages, { path: '*', element: <Missing /> }]);
  useLive('loan');
  useLive('riskpool');
  if (!session) return null;

  const here = location.pathname.replace(`/${workspace}`, '').replace(/^\//, '');
  const shown = nav.filter((item) => !item.roles || item.roles.some((role) => session.roles.includes(role)));
  const selected =
    shown.filter((item) => item.path === here || (item.path !== '' && here.startsWith(item.path + '/'))).at(-1) ??
    (here === '' ? shown[0] : undefined);
  const entry = (item: NavItem) => ({
    key: item.path || '.',
    icon: item.icon,
    title: item.label,
    label: (
      <Link
        to={`/${workspace}${item.path ? '/' + item.path : ''}`}
        onClick={() => setDrawer(false)}
        aria-current={item === selected ? 'page' : undefined}
      >
        {item.label}
      </Link>
    ),
  });
  const groups = [...new Set(shown.map((item) => item.group ?? ''))].filter((name) => name !== '');
  const isOpen = (name: string) => !(name in closed) || (name === selected?.group && closed[name] !== here);
  // On the rail of icons there is no room for groups.
  const menuOf = (flat: boolean) => (
    <nav aria-label={t('nav.label')}>
      <Menu
        mode="inline"
        selectedKeys={selected ? [selected.path || '.'] : []}
        inlineIndent={16}
        {...(flat || groups.length === 0
          ? { items: shown.map(entry) }
          : {
              className: 'grouped',
              forceSubMenuRender: true,
              openKeys: groups.filter(isOpen),
              onOpenChange: (open: string[]) => {
                const now = Object.fromEntries(groups.filter((name) => !open.includes(name)).map((name) => [name, here]));
                localStorage.setItem(`nav:${workspace}`, JSON.stringify(Object.keys(now)));
                setClosed(now);
              },
              items: [
                ...shown.filter((item) => !item.group).map(entry),
                ...groups.map((name) => ({ key: name, label: name, children: shown.filter((item) => item.group === name).map(entry) })),
              ],
            })}
      />
    </nav>
  );
  const others = workspacesOf(session).filter((name) => name !== workspace);

  return (
    <Layout style={{ minHeight: '100vh' }}>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <Layout.Header className="frame-head">
        <Button className="phone-only" type="text" icon={<MenuOutlined />} aria-label={t('nav.open')} onClick={() => setDrawer(true)} />
        <Link to={`/${workspace}`} className="brand">
          <img src="/icon.svg" alt="" />
          {shared('product')}
        </Link>
        <span className="who desk-only">
          {t('district')} · {t(`workspace.${workspace}`)}
        </span>
        <span className="space" />
        <span className="who desk-only">{session.organisationName}</span>
        <Controls />
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'who', label: `${session.name} · ${session.organisationName}`, disabled: true },
              ...others.map((name) => ({ key: name, label: t(`workspace.${name}`), onClick: () => void navigate(`/${name}`) })),
              { type: 'divider' },
              { key: 'password', icon: <KeyOutlined />, label: t('menu.password'), onClick: () => void navigate('/password') },
              { key: 'out', icon: <LogoutOutlined />, label: t('menu.signOut'), onClick: () => void signOut() },
            ],
          }}
        >
          <Button type="text" icon={<UserOutlined />} aria-label={`${t('menu.account')} ${session.name}`}>
            <span className="desk-only">{session.name}</span>
          </Button>
        </Dropdown>
      </Layout.Header>
      <Layout>
        <Layout.Sider className="frame-side" theme="light" width={200} collapsedWidth={56} collapsed={narrow}>
          {menuOf(narrow)}
          <Button
            type="text"
            aria-label={narrow ? t('nav.expand') : t('nav.collapse')}
            icon={narrow ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
            style={{ margin: 8 }}
            onClick={() => {
              localStorage.setItem('nav', narrow ? 'wide' : 'narrow');
              setNarrow(!narrow);
            }}
          />
        </Layout.Sider>
        <main id="main" className="frame-main" tabIndex={-1} style={{ flex: 1 }}>
          <Bounds key={location.pathname}>{content}</Bounds>
        </main>
      </Layout>
      <Drawer
        open={drawer}
        onClose={() => setDrawer(false)}
        placement="left"
        size={264}
        title={shared('product')}
        styles={{ body: { padding: 0 } }}
      >
        {menuOf(false)}
      </Drawer>
    </Layout>
  );
}

function keptClosed(workspace: string): Record<string, string> {
  try {
    return Object.fromEntries((JSON.parse(localStorage.getItem(`nav:${workspace}`) ?? '[]') as string[]).map((name) => [name, '']));
  } catch {
    return {};
  }
}

/** Signs out, and forgets everything that was read. */
export async function signOut() {
  armExpiry(false);
  await api.DELETE('/api/registry/session').catch(() => undefined);
  queryClient.clear();
  location.assign('/');
}

/** Says that the line is gone, and that nothing is lost. */
export function OfflineBanner() {
  const t = useText('shared');
  const online = useSyncExternalStore(
    (listener) => {
      window.addEventListener('online', listener);
      window.addEventListener('offline', listener);
      return () => {
        window.removeEventListener('online', listener);
        window.removeEventListener('offline', listener);
      };
    },
    () => navigator.onLine,
  );
  return online ? null : <Alert banner type="warning" title={t('problem.offline')} role="status" className="no-print" />;
}
