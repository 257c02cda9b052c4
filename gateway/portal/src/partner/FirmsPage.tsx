import { Alert, Tag, Typography } from 'antd';
import { api } from '../shared/api';
import type { Registry } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { useText } from '../shared/i18n';
import { Confirm, Page } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useAction, useData, usePages } from '../shared/query';

const column = columnsOf<Registry['MandateView']>();

/** The firms that let this agent act for them, and how its system does so. */
export default function FirmsPage() {
  const t = useText('partner');
  const pages = usePages(['registry', 'mandates'], (cursor) =>
    api.GET('/api/registry/mandates', { params: { query: { cursor, limit: 50 } } }),
  );
  const firms = useData(['registry', 'organisations', 'of', 'Startup'], () =>
    api.GET('/api/registry/organisations', { params: { query: { kind: 'Startup', limit: 200 } } }),
  );
  const firmOf = (id: string) => firms.data?.items.find((firm) => firm.id === id);
  const revoke = useAction((id: string, header) => api.POST('/api/registry/mandates/{id}/revoke', { params: { path: { id }, header } }), {
    refresh: [['registry']],
  });
  return (
    <Page title={t('firms.title')} sub={t('firms.sub')}>
      <ProblemView error={revoke.error ?? firms.error} />
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('firms.empty')}
        columns={[
          column.text(t('firms.firm'), (row) => (
            <div style={{ maxWidth: 360, overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
              {firmOf(row.firmId)?.name ?? t('firms.hidden')}
            </div>
          )),
          column.text(t('home.code'), (row) => firmOf(row.firmId)?.creditCode ?? '—'),
          column.text(t('home.state'), (row) => (
            <Tag color={row.live ? 'success' : 'default'}>{t(row.live ? 'firms.live' : 'firms.over')}</Tag>
          )),
          column.day(t('firms.from'), (row) => row.validFrom),
          column.day(t('firms.until'), (row) => row.validUntil),
          column.text('', (row) =>
            row.live ? (
              <Confirm
                size="small"
                danger
                title={t('firms.end')}
                description={<div style={{ maxWidth: 280 }}>{t('firms.endAsk')}</div>}
                loading={revoke.isPending && revoke.variables === row.id}
                onConfirm={() => revoke.mutate(row.id)}
              >
                {t('firms.end')}
              </Confirm>
            ) : null,
          ),
        ]}
      />
      <section className="panel" style={{ marginTop: 16 }}>
        <h2>{t('firms.how')}</h2>
        <ol style={{ margin: 0, paddingInlineStart: 20, display: 'grid', gap: 12 }}>
          <li>{t('firms.step1')}</li>
          <li>
            {t('firms.step2')}
            <pre className="code">{`POST ${location.origin}/api/registry/token
Content-Type: application/json

{ "clientId": "…", "clientSecret": "…", "actingFor": "${firmOf(pages.data?.pages[0]?.items.find((row) => row.live)?.firmId ?? '')?.creditCode ?? '9137…'}" }`}</pre>
          </li>
          <li>
            {t('firms.step3')}
            <pre className="code">{`POST ${location.origin}/api/loan/applications
Authorization: Bearer …
Idempotency-Key: …`}</pre>
          </li>
        </ol>
        <Alert
          type="info"
          showIcon
          style={{ marginTop: 16 }}
          title={t('firms.only')}
          description={<Typography.Link href="/docs/">{t('home.docs')}</Typography.Link>}
        />
      </section>
    </Page>
  );
}
