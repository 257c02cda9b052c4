import { api } from '../shared/api';
import type { RiskPool } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { State } from '../shared/format';
import { useText } from '../shared/i18n';
import { LiveSign, Page } from '../shared/Page';
import { usePages } from '../shared/query';

const column = columnsOf<RiskPool['CoverView']>();

/** The pool's covers, newest first. */
export default function CoversPage() {
  const t = useText('district');
  const pages = usePages(['riskpool', 'covers'], (cursor) =>
    api.GET('/api/riskpool/covers', { params: { query: { cursor, limit: 100 } } }),
  );
  return (
    <Page title={t('covers.title')} sub={<LiveSign service="riskpool" />}>
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('covers.empty')}
        columns={[column.text(t('covers.state'), (row) => <State of="cover" value={row.state} />)]}
      />
    </Page>
  );
}
