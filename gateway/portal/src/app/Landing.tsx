import { Button, Result } from 'antd';
import { Link, Navigate } from 'react-router';
import { Waiting } from '../shared/guard';
import { useText } from '../shared/i18n';
import { useSessionQuery, workspacesOf } from '../shared/session';
import { Outside } from './Outside';
import { SignInForm, useEnter } from './SignIn';
import { signOut } from './Frame';

/** What this is, for everybody; the sign-in beside it. Who is signed in goes to work at once. */
export default function Landing() {
  const t = useText('app');
  const session = useSessionQuery();
  const enter = useEnter();
  if (session.isPending) return <Waiting />;
  if (session.data) {
    const home = workspacesOf(session.data)[0];
    if (home) return <Navigate to={`/${home}`} replace />;
    return (
      <Outside title={t('nowhere.title')}>
        <Result
          status="info"
          title={t('nowhere.title')}
          subTitle={t('nowhere.text')}
          extra={[
            <Button key="docs" type="primary" href="/docs/">
              {t('nowhere.docs')}
            </Button>,
            <Button key="out" onClick={() => void signOut()}>
              {t('menu.signOut')}
            </Button>,
          ]}
        />
      </Outside>
    );
  }
  return (
    <Outside title={t('landing.title')}>
      <div className="landing">
        <div>
          <h1>{t('landing.title')}</h1>
          <p className="lead muted">{t('landing.lead')}</p>
          <dl>
            {(['startup', 'bank', 'pool'] as const).map((who) => (
              <div key={who}>
                <dt>{t(`landing.${who}`)}</dt>
                <dd className="muted">{t(`landing.${who}Text`)}</dd>
              </div>
            ))}
          </dl>
          <p style={{ marginTop: 40 }}>
            <a href="/docs/">{t('landing.docs')}</a>
          </p>
        </div>
        <div className="panel signing">
          <h2>{t('signIn.title')}</h2>
          <SignInForm onDone={enter} />
          <p style={{ margin: '16px 0 0' }}>
            {t('signIn.none')} <Link to="/register">{t('landing.register')}</Link>
          </p>
        </div>
      </div>
    </Outside>
  );
}
