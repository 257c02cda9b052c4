import { Button, Result, Spin } from 'antd';
import { Component, Suspense, lazy } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { Link, Navigate, useLocation } from 'react-router';
import { useText } from './i18n';
import { ProblemView } from './ProblemView';
import { useSessionQuery, workspacesOf } from './session';
import type { Role } from './session';
import { Page } from './Page';

/** Waiting that is worth a sign: only after 300 ms. */
export const Waiting = () => <Spin delay={300} style={{ display: 'block', margin: '64px auto' }} />;

/** A page of a workspace's routes, loaded when opened: `{ path: 'loans', element: page(() => import('./LoansPage'), ['BankApprover']) }`; the module's default export is the page. */
export function page(load: () => Promise<{ default: ComponentType }>, roles?: readonly Role[]) {
  const Loaded = lazy(load);
  const element = (
    <Suspense fallback={<Waiting />}>
      <Loaded />
    </Suspense>
  );
  return roles ? <Allowed roles={roles}>{element}</Allowed> : element;
}

/** Only for these roles; others see why not, those who are not signed in sign in first. */
export function Allowed({ roles, denied = <Denied />, children }: { roles?: readonly Role[]; denied?: ReactNode; children: ReactNode }) {
  const session = useSessionQuery();
  const location = useLocation();
  if (session.isPending) return <Waiting />;
  if (session.error) return <ProblemView error={session.error} onRetry={() => void session.refetch()} />;
  if (!session.data) return <Navigate to={`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`} replace />;
  if (roles && !session.data.roles.some((role) => roles.includes(role))) return denied;
  return children;
}

export function Denied() {
  const t = useText('app');
  const session = useSessionQuery().data;
  const home = session ? workspacesOf(session)[0] : undefined;
  return (
    <Page title={t('denied.title')}>
      <Result
        status="403"
        subTitle={t('denied.text')}
        extra={
          <Link to={home ? `/${home}` : '/'}>
            <Button type="primary" tabIndex={-1}>
              {t('denied.home')}
            </Button>
          </Link>
        }
      />
    </Page>
  );
}

export function Missing() {
  const t = useText('app');
  return (
    <Page title={t('missing.title')}>
      <Result
        status="404"
        subTitle={t('missing.text')}
        extra={
          <Link to="/">
            <Button type="primary" tabIndex={-1}>
              {t('missing.home')}
            </Button>
          </Link>
        }
      />
    </Page>
  );
}

/** A bug in a page stays in that page: the frame and the other pages go on. */
export class Bounds extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };
  static getDerivedStateFromError(error: unknown) {
    return { error };
  }
  override render() {
    return this.state.error ? <ProblemView error={this.state.error} onRetry={() => this.setState({ error: null })} /> : this.props.children;
  }
}
