import { Button, Input, Select } from 'antd';
import { Link } from 'react-router';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { Name, State } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { CsvLink, Page } from '../shared/Page';
import { usePages } from '../shared/query';
import { stateOptions } from '../shared/states';
import { useProductName, useWord } from './parts';

const column = columnsOf<Loan['ApplicationView']>();

/** The firm's applications, newest first. */
export default function ApplicationsPage() {
  const t = useText('startup');
  const language = useLanguage();
  const product = useProductName();
  const word = useWord();
  const [filters, setFilters] = useFilters({ state: '', number: '' });
  const query = { state: (filters.state || undefined) as Loan['ApplicationState'] | undefined, number: filters.number || undefined };
  const pages = usePages(['loan', 'applications', 'list', filters], (cursor) =>
    api.GET('/api/loan/applications', { params: { query: { cursor, limit: 50, ...query } } }),
  );
  return (
    <Page
      title={t('applications.title')}
      actions={
        <>
          <Input.Search
            allowClear
            aria-label={t('applications.search')}
            placeholder={t('applications.search')}
            defaultValue={filters.number}
            maxLength={40}
            style={{ width: 200 }}
            onSearch={(number) => setFilters({ number: number.trim() })}
          />
          <Select
            aria-label={t('applications.state')}
            allowClear
            placeholder={t('applications.any')}
            style={{ width: 152 }}
            value={query.state ?? null}
            options={stateOptions('application', language)}
            onChange={(state) => setFilters({ state })}
          />
          <CsvLink href="/api/loan/applications" query={query} />
          <Link to="/startup/applications/new">
            <Button type="primary" tabIndex={-1}>
              {t('applications.new')}
            </Button>
          </Link>
        </>
      }
    >
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        to={(row) => `/startup/applications/${row.id}`}
        empty={t('applications.empty')}
        columns={[
          column.text(t('applications.number'), (row) => row.number),
          column.text(t('applications.product'), (row) => product(row.productCode)),
          column.text(t('applications.state'), (row) => <State of="application" value={row.state} />),
          column.money(t('applications.amount'), (row) => row.amountYuan, 150),
          column.number(t('applications.tenor'), (row) => row.tenorMonths, 110),
          column.text(t('applications.use'), (row) => word('uses', row.use)),
          column.text(t('applications.mode'), (row) => <Name of="routing" value={row.mode} />),
          column.instant(t('applications.created'), (row) => row.createdAt),
          column.instant(t('applications.submitted'), (row) => row.submittedAt),
        ]}
      />
    </Page>
  );
}
