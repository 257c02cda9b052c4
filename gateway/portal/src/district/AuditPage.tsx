import { Button, Segmented } from 'antd';
import dayjs from 'dayjs';
import { api } from '../shared/api';
import type { Registry } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { useLanguage, useText } from '../shared/i18n';
import { CsvLink, Page } from '../shared/Page';
import { usePages } from '../shared/query';
import { actionName, actionOptions, subjectName, subjectOptions } from './auditWords';
import { Days, FilterBar, Pick, Search } from './common';

const column = columnsOf<Registry['AuditRecord']>();
const services = ['loan', 'riskpool', 'registry'] as const;

/** Who did what, in each of the three services. Days are the district's own, in Beijing time. */
export default function AuditPage() {
  const t = useText('district');
  const language = useLanguage();
  const [filters, set] = useFilters({ service: 'loan', who: '', action: '', subjectType: '', subjectId: '', from: '', until: '' });
  const service = services.find((one) => one === filters.service) ?? 'loan';
  const query = {
    Who: filters.who || undefined,
    Action: filters.action || undefined,
    SubjectType: filters.subjectType || undefined,
    SubjectId: filters.subjectId || undefined,
    From: filters.from ? `${filters.from}T00:00:00+08:00` : undefined,
    Until: filters.until ? `${dayjs(filters.until).add(1, 'day').format('YYYY-MM-DD')}T00:00:00+08:00` : undefined,
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
          onChange={(value) => set({ service: value, subjectType: '' })}
          options={services.map((value) => ({ value, label: t(`audit.${value}`) }))}
        />
        <Search label={t('audit.whoHelp')} value={filters.who} onChange={(who) => set({ who })} width={160} />
        <Pick
          label={t('audit.action')}
          value={filters.action}
          options={actionOptions(language)}
          onChange={(action) => set({ action })}
          width={190}
        />
        <Pick
          label={t('audit.subject')}
          value={filters.subjectType}
          options={subjectOptions(service, language)}
          onChange={(subjectType) => set({ subjectType })}
          width={140}
        />
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
          column.text(t('audit.action'), (row) => actionName(row.action, language)),
          column.text(t('audit.subject'), (row) => subjectName(row.subjectType, language)),
          column.text(t('audit.subjectId'), (row) => (
            <Button
              type="link"
              size="small"
              style={{ padding: 0 }}
              title={row.subjectId ?? ''}
              onClick={() => set({ subjectId: row.subjectId ?? '' })}
            >
              …{row.subjectId?.slice(-8)}
            </Button>
          )),
          column.text(t('f.reason'), (row) => <span className="because">{row.reason ?? '—'}</span>),
          column.text(t('audit.trace'), (row) => <span className="muted small number">{row.traceId ?? '—'}</span>),
        ]}
      />
    </Page>
  );
}
