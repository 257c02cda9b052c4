import { Button } from 'antd';
import { Link } from 'react-router';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { State } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { CsvLink, Page } from '../shared/Page';
import { usePages } from '../shared/query';
import { useMay } from '../shared/session';
import { stateOptions } from '../shared/states';
import { FilterBar, Pick, given, useNames } from './common';
import { Signed, signature } from './Signed';

const column = columnsOf<Loan['WriteProductVersionVersionView']>();

/** All versions of the products' policies, newest first. */
export default function ProductsPage() {
  const t = useText('district');
  const language = useLanguage();
  const names = useNames();
  const may = useMay();
  const [filters, set] = useFilters({ code: '', state: '' });
  const pages = usePages(['loan', 'products', 'versions', filters], (cursor) =>
    api.GET('/api/loan/products/versions', { params: { query: { cursor, limit: 100, ...given(filters) } } }),
  );
  return (
    <Page title={t('policy.products')} sub={t('policy.fourEyes')} actions={<CsvLink href="/api/loan/products/versions" query={filters} />}>
      <FilterBar filters={filters} set={set}>
        <Pick label={t('f.product')} value={filters.code} options={names.productOptions} onChange={(code) => set({ code })} width={200} />
        <Pick label={t('f.state')} value={filters.state} options={stateOptions('policy', language)} onChange={(state) => set({ state })} />
      </FilterBar>
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        to={(row) => `/district/products/${row.id}`}
        empty={t('policy.empty')}
        columns={[
          column.text(t('f.product'), (row) => (language === 'zh' ? row.policy.name : row.policy.nameEnglish)),
          column.text(t('f.number'), (row) => row.code),
          column.number(t('f.version'), (row) => row.number),
          column.text(t('f.state'), (row) => (
            <div className="two-lines">
              <span>
                <State of="policy" value={row.state} />
              </span>
              {row.reason && <span className="small because">{row.reason}</span>}
            </div>
          )),
          column.day(t('f.effectiveFrom'), (row) => row.effectiveFrom),
          column.money(t('f.amount'), (row) => row.policy.amountYuanMax),
          column.text(t('f.draftedBy'), (row) => <Signed by={signature(row.madeBy, row.madeAt)} />),
          column.text(t('f.decidedBy'), (row) => <Signed by={signature(row.decidedBy, row.decidedAt)} />),
          column.text(t('f.actions'), (row) =>
            may('PoolOfficer') ? (
              <Link to={`/district/products/${row.id}/draft`}>
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
