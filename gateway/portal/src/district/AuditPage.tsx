import { Button, Segmented } from 'antd';
import { api } from '../shared/api';
import type { Registry } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { useText } from '../shared/i18n';
import { CsvLink, Page } from '../shared/Page';
import { usePages } from '../shared/query';
import { Days, FilterBar, Search } from './common';

const column = columnsOf<Registry['AuditRecord']>();
const services = ['loan', 'riskpool', 'registry'] as const;

/** Who did what, in each of the three services. Days are the district's own, in Beijing time. */
export default function AuditPage() {
  const t = useText('district');
  const [filters, set] = useFilters({ service: 'loan', who: '', action: '', subjectType: '', subjectId: '', from: '', until: '' });
  const service = services.find((one) => one === filters.service) ?? 'loan';
  const query = {
    Who: filters.who || undefined,
    Action: filters.action || undefined,
    SubjectType: filters.subjectType || undefined,
    SubjectId: filters.subjectId || undefined,
    From: filters.from ? `${filters.from}T00:00:00+08:00` : undefined,
    Until: filters.until ? `${filters.until}T23:59:59+08:00` : undefined,
  };
  const pages = usePages<Registry['AuditRecord']>(['audit', service, query], (cursor) => {
    const init = { params: { query: { cursor, limit: 100, ...query } } };
    return service === 'loan'
      ? api.GET('/api/loan/audit', init)
      : service === 'riskpool'
        ? api.GET('/api/riskpool/audit', init)
        : api.GET('/api/registry/audit', init);
  });
  return (
    <Page title={t('audit.title')} actions={<CsvLink href={`/api/${service}/audit`} query={query} />}>
      <FilterBar
        filters={{
          who: filters.who,
          action: filters.action,
          subjectType: filters.subjectType,
          subjectId: filters.subjectId,
          from: filters.from,
          until: filters.until,
        }}
        set={set}
      >
        <Segmented
          aria-label={t('audit.service')}
          value={service}
          onChange={(value) => set({ service: value })}
          options={services.map((value) => ({ value, label: t(`audit.${value}`) }))}
        />
        <Search label={t('audit.whoHelp')} value={filters.who} onChange={(who) => set({ who })} width={160} />
        <Search label={t('audit.actionHelp')} value={filters.action} onChange={(action) => set({ action })} width={190} />
        <Search label={t('audit.typeHelp')} value={filters.subjectType} onChange={(subjectType) => set({ subjectType })} width={190} />
        <Search label={t('audit.subjectHelp')} value={filters.subjectId} onChange={(subjectId) => set({ subjectId })} width={240} />
        <Days from={filters.from} until={filters.until} set={set} />
      </FilterBar>
      <DataTable
        pages={pages}
        rowKey={(row) => row.id ?? ''}
        empty={t('audit.empty')}
        columns={[
          column.instant(t('f.at'), (row) => row.at),
          column.text(t('audit.who'), (row) => row.who, 200),
          column.text(t('audit.action'), (row) => row.action, 180),
          column.text(t('audit.subject'), (row) => row.subjectType, 140),
          column.text(t('audit.subjectId'), (row) => (
            <Button type="link" size="small" style={{ padding: 0 }} onClick={() => set({ subjectId: row.subjectId ?? '' })}>
              {row.subjectId}
            </Button>
          )),
          column.text(t('f.reason'), (row) => row.reason ?? '—', 280),
          column.text(t('audit.trace'), (row) => <span className="muted small number">{row.traceId ?? '—'}</span>),
        ]}
      />
    </Page>
  );
}
