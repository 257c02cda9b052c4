import { Tag } from 'antd';
import { api } from '../shared/api';
import type { Registry } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { useLanguage, useText } from '../shared/i18n';
import { Page } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useData, usePages } from '../shared/query';
import { stateName } from '../shared/states';

const column = columnsOf<Registry['ConsentView']>();

/** Which firms let this institution see what, until when. */
export default function ConsentsPage() {
  const t = useText('partner');
  const language = useLanguage();
  const pages = usePages(['registry', 'consents'], (cursor) =>
    api.GET('/api/registry/consents', { params: { query: { cursor, limit: 50 } } }),
  );
  const firms = useData(['registry', 'organisations', 'of', 'Startup'], () =>
    api.GET('/api/registry/organisations', { params: { query: { kind: 'Startup', limit: 200 } } }),
  );
  return (
    <Page title={t('consents.title')} sub={t('consents.sub')}>
      <ProblemView error={firms.error} onRetry={() => void firms.refetch()} />
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('consents.empty')}
        columns={[
          column.text(t('firms.firm'), (row) => (
            <div style={{ maxWidth: 320, overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
              {firms.data?.items.find((firm) => firm.id === row.firmId)?.name ?? t('firms.hidden')}
            </div>
          )),
          column.text(t('consents.what'), (row) => (
            <div style={{ maxWidth: 240, whiteSpace: 'normal' }}>
              {row.scopes.map((scope) => stateName('scope', scope, language)).join(' / ')}
            </div>
          )),
          column.text(t('consents.purpose'), (row) => (
            <div style={{ maxWidth: 240, overflowWrap: 'anywhere', whiteSpace: 'normal' }}>{row.purpose}</div>
          )),
          column.text(t('home.state'), (row) => (
            <Tag color={row.live ? 'success' : 'default'}>{t(row.live ? 'firms.live' : 'firms.over')}</Tag>
          )),
          column.day(t('firms.until'), (row) => row.validUntil),
        ]}
      />
    </Page>
  );
}
