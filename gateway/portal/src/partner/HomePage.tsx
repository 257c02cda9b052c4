import { Alert, Button, Descriptions, Typography } from 'antd';
import { Link } from 'react-router';
import { api } from '../shared/api';
import { Name } from '../shared/format';
import { useText } from '../shared/i18n';
import { Page } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useData } from '../shared/query';
import { useMay, useSession } from '../shared/session';

/** Who one is here, and what there is to do today. */
export default function HomePage() {
  const t = useText('partner');
  const may = useMay();
  const session = useSession();
  const id = session?.organisationId ?? '';
  const found = useData(['registry', 'organisations', id], () => api.GET('/api/registry/organisations/{id}', { params: { path: { id } } }));
  const isAgent = may('Agent');
  return (
    <Page title={t('home.title')}>
      <div style={{ display: 'grid', gap: 16 }}>
        <section className="panel">
          <h2>{session?.organisationName}</h2>
          <ProblemView error={found.error} onRetry={() => void found.refetch()} />
          <Descriptions
            size="small"
            column={{ xs: 1, sm: 2 }}
            items={[
              { key: 'kind', label: t('home.kind'), children: session && <Name of="organisation" value={session.kind} /> },
              { key: 'code', label: t('home.code'), children: session?.creditCode },
              { key: 'district', label: t('home.district'), children: session?.districtCode },
              {
                key: 'state',
                label: t('home.state'),
                children: found.data ? t(found.data.active ? 'home.active' : 'home.suspended') : '…',
              },
              { key: 'who', label: t('home.who'), children: session?.name },
              {
                key: 'role',
                label: t('home.role'),
                children: session?.roles.map((role) => (
                  <span key={role} style={{ marginInlineEnd: 8 }}>
                    <Name of="role" value={role} />
                  </span>
                )),
              },
            ]}
          />
        </section>
        <section className="panel">
          <h2>{t('home.today')}</h2>
          <p>{t(isAgent ? 'home.agent' : 'home.institution')}</p>
          <Link to={isAgent ? 'firms' : 'consents'}>
            <Button type="primary" tabIndex={-1}>
              {t(isAgent ? 'firms.title' : 'consents.title')}
            </Button>
          </Link>
          {!isAgent && <Alert type="info" showIcon style={{ marginTop: 16 }} title={t('home.notYet')} />}
        </section>
        <section className="panel">
          <h2>{t('home.account')}</h2>
          <ul style={{ margin: 0, paddingInlineStart: 20, display: 'grid', gap: 8 }}>
            <li>
              <Link to="/password">{t('home.password')}</Link>
            </li>
            <li>
              <Link to="/enrol">{t('home.enrol')}</Link>
            </li>
            <li>
              <Typography.Link href="/docs/">{t('home.docs')}</Typography.Link>
            </li>
            <li className="muted">{t('home.accounts')}</li>
          </ul>
        </section>
      </div>
    </Page>
  );
}
