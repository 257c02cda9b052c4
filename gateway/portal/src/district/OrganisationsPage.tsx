import { Button, Tag } from 'antd';
import { Link } from 'react-router';
import { api } from '../shared/api';
import type { Registry } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { Name } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { Page } from '../shared/Page';
import { usePages } from '../shared/query';
import { useMay } from '../shared/session';
import { stateOptions } from '../shared/states';
import { FilterBar, Pick, Search, given } from './common';

const column = columnsOf<Registry['ListOrganisationsItem']>();

/** Firms, banks and the others who take part. */
export default function OrganisationsPage() {
  const t = useText('district');
  const language = useLanguage();
  const may = useMay();
  const [filters, set] = useFilters({ kind: '', name: '', creditCode: '', chain: '', park: '', active: '' });
  const pages = usePages(['registry', 'organisations', 'list', filters], (cursor) =>
    api.GET('/api/registry/organisations', { params: { query: { cursor, limit: 100, ...given(filters) } } }),
  );
  return (
    <Page
      title={t('org.title')}
      actions={
        may('Administrator') && (
          <Link to="/district/institutions/register">
            <Button type="primary" tabIndex={-1}>
              {t('org.register')}
            </Button>
          </Link>
        )
      }
    >
      <FilterBar filters={filters} set={set}>
        <Search label={t('org.search')} value={filters.name} onChange={(name) => set({ name })} />
        <Pick
          label={t('f.kind')}
          value={filters.kind}
          options={stateOptions('organisation', language)}
          onChange={(kind) => set({ kind })}
        />
        <Search label={t('f.creditCode')} value={filters.creditCode} onChange={(creditCode) => set({ creditCode })} width={220} />
        <Search label={t('f.chain')} value={filters.chain} onChange={(chain) => set({ chain })} width={160} />
        <Search label={t('f.park')} value={filters.park} onChange={(park) => set({ park })} width={160} />
        <Pick
          label={t('f.state')}
          value={filters.active}
          options={[
            { value: 'true', label: t('f.active') },
            { value: 'false', label: t('f.suspended') },
          ]}
          onChange={(active) => set({ active })}
          width={120}
        />
      </FilterBar>
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        to={(row) => `/district/institutions/${row.id}`}
        empty={t('org.empty')}
        columns={[
          column.text(t('f.name'), (row) => row.name, 300),
          column.text(t('f.kind'), (row) => <Name of="organisation" value={row.kind} />),
          column.text(t('f.creditCode'), (row) => <span className="number">{row.creditCode}</span>),
          column.text(t('f.state'), (row) => <Active active={row.active} />),
          column.text(t('f.chain'), (row) => row.chain ?? '—', 140),
          column.text(t('f.park'), (row) => row.park ?? '—', 160),
          column.instant(t('f.registeredAt'), (row) => row.registeredAt),
        ]}
      />
    </Page>
  );
}

export function Active({ active }: { active: boolean }) {
  const t = useText('district');
  return <Tag color={active ? 'success' : 'error'}>{t(active ? 'f.active' : 'f.suspended')}</Tag>;
}
