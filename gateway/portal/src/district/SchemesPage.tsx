import { Button } from 'antd';
import { Link } from 'react-router';
import { api } from '../shared/api';
import type { RiskPool } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { useLanguage, useText } from '../shared/i18n';
import { Page } from '../shared/Page';
import { usePages } from '../shared/query';
import { useMay } from '../shared/session';
import { stateOptions } from '../shared/states';
import { FilterBar, Pick, given } from './common';
import { Decided, Signed } from './Signed';

const column = columnsOf<RiskPool['SchemeView']>();

/** All versions of the pools' schemes, newest first. */
export default function SchemesPage() {
  const t = useText('district');
  const language = useLanguage();
  const may = useMay();
  const [filters, set] = useFilters({ code: '', state: '' });
  const pages = usePages(['riskpool', 'schemes', filters], (cursor) =>
    api.GET('/api/riskpool/schemes', { params: { query: { cursor, limit: 100, ...given(filters) } } }),
  );
  return (
    <Page title={t('policy.schemes')} sub={t('policy.fourEyes')}>
      <FilterBar filters={filters} set={set}>
        <Pick label={t('f.state')} value={filters.state} options={stateOptions('draft', language)} onChange={(state) => set({ state })} />
      </FilterBar>
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        to={(row) => `/district/schemes/${row.id}`}
        empty={t('policy.empty')}
        columns={[
          column.text(t('f.name'), (row) => row.name, 240),
          column.text(t('f.pool'), (row) => row.code),
          column.number(t('f.version'), (row) => row.version),
          column.text(t('f.state'), (row) => <Decided state={row.state} because={row.rejectedBecause} />),
          column.day(t('f.effectiveFrom'), (row) => row.effectiveFrom),
          column.day(t('f.effectiveUntil'), (row) => row.effectiveUntil),
          column.text(t('f.draftedBy'), (row) => <Signed by={row.draftedBy} />),
          column.text(t('f.decidedBy'), (row) => <Signed by={row.decidedBy} />),
          column.text(t('f.actions'), (row) =>
            may('PoolOfficer') ? (
              <Link to={`/district/schemes/${row.id}/draft`}>
                <Button size="small" tabIndex={-1}>
                  {t('policy.draftFrom')}
                </Button>
              </Link>
            ) : null,
          ),
        ]}
      />
    </Page>
  );
}
