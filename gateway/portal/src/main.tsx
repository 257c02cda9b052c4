import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode, Suspense, lazy } from 'react';
import { createRoot } from 'react-dom/client';
import { Outlet, createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { OfflineBanner } from './app/Frame';
import Landing from './app/Landing';
import { Outside } from './app/Outside';
import SignInPage, { ExpiryDialog } from './app/SignIn';
import { en, zh } from './app/text';
import { themeOf, useAppearance } from './shared/appearance';
import { Allowed, Bounds, Denied, Missing, Waiting, page } from './shared/guard';
import { addText, useLanguage, useText } from './shared/i18n';
import { queryClient } from './shared/query';
import { keepTablesInReach } from './shared/reach';
import { workspaceRoles } from './shared/session';
import type { WorkspaceName } from './shared/session';
import './shared/style.css';

addText('app', zh, en);
keepTablesInReach();

const workspaces = {
  startup: lazy(() => import('./startup/routes')),
  bank: lazy(() => import('./bank/routes')),
  district: lazy(() => import('./district/routes')),
  partner: lazy(() => import('./partner/routes')),
};

function Workspace({ name }: { name: WorkspaceName }) {
  const Loaded = workspaces[name];
  return (
    <Suspense fallback={<Waiting />}>
      <Allowed roles={workspaceRoles[name]} denied={<DeniedOutside />}>
        <Loaded />
      </Allowed>
    </Suspense>
  );
}

function DeniedOutside() {
  const t = useText('app');
  return (
    <Outside title={t('denied.title')}>
      <Denied />
    </Outside>
  );
}

function NoPage() {
  const t = useText('app');
  return (
    <Outside title={t('missing.title')}>
      <Missing />
    </Outside>
  );
}

function Root() {
  return (
    <>
      <OfflineBanner />
      <Bounds>
        <Outlet />
      </Bounds>
      <ExpiryDialog />
    </>
  );
}

const router = createBrowserRouter([
  {
    element: <Root />,
    children: [
      { path: '/', element: <Landing /> },
      { path: '/sign-in', element: <SignInPage /> },
      { path: '/register', element: page(() => import('./app/Register')) },
      { path: '/enrol', element: page(() => import('./app/Enrol')) },
      { path: '/password', element: <Allowed>{page(() => import('./app/Password'))}</Allowed> },
      ...(Object.keys(workspaces) as WorkspaceName[]).map((name) => ({ path: `/${name}/*`, element: <Workspace name={name} /> })),
      { path: '*', element: <NoPage /> },
    ],
  },
]);

function Portal() {
  const language = useLanguage();
  const appearance = useAppearance();
  return (
    <ConfigProvider locale={language === 'en' ? enUS : zhCN} theme={themeOf(appearance)} button={{ autoInsertSpace: false }}>
      <AntApp>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Portal />
  </StrictMode>,
);
