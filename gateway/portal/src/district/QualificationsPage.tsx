import { App, Flex } from 'antd';
import { Link } from 'react-router';
import { api } from '../shared/api';
import type { Registry } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { State } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { Confirm, Page } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useAction, useData, usePages } from '../shared/query';
import { useMay } from '../shared/session';
import { stateOptions } from '../shared/states';
import { FilterBar, Pick, WithReason, given } from './common';

type Qualification = Registry['QualificationView'];
const column = columnsOf<Qualification>();

/** Certificates of firms to be checked and recorded. */
export default function QualificationsPage() {
  const t = useText('district');
  const language = useLanguage();
  const may = useMay();
  const waits = may('PoolOfficer') ? 'Proposed' : '';
  const [filters, set] = useFilters({ state: waits, code: '', firmId: '' });
  const kinds = useData(['registry', 'qualification-kinds'], () => api.GET('/api/registry/qualification-kinds')).data ?? [];
  const kindName = (code: string) => kinds.find((kind) => kind.code === code)?.name ?? code;
  const pages = usePages(['registry', 'qualifications', filters], (cursor) =>
    api.GET('/api/registry/qualifications', {
      params: { query: { cursor, limit: 100, ...given({ ...filters, state: filters.state === 'All' ? '' : filters.state }) } },
    }),
  );
  return (
    <Page title={t('qualification.title')}>
      <FilterBar filters={{ code: filters.code, firmId: filters.firmId }} set={set}>
        <Pick
          label={t('f.state')}
          value={filters.state === 'All' ? '' : filters.state}
          options={stateOptions('qualification', language)}
          onChange={(state) => set({ state: state || (waits ? 'All' : '') })}
        />
        <Pick
          label={t('f.kind')}
          value={filters.code}
          options={kinds.map((kind) => ({ value: kind.code ?? '', label: language === 'zh' ? (kind.name ?? '') : (kind.code ?? '') }))}
          onChange={(code) => set({ code })}
          width={200}
        />
      </FilterBar>
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('qualification.empty')}
        columns={[
          column.text(t('f.firm'), (row) => <Link to={`/district/institutions/${row.firmId}`}>{row.firmName}</Link>, 260),
          column.text(t('f.kind'), (row) => (language === 'zh' ? kindName(row.code) : row.code), 180),
          column.text(t('f.certificate'), (row) => row.certificateNumber, 180),
          column.day(t('f.validFrom'), (row) => row.validFrom),
          column.day(t('f.validUntil'), (row) => row.validUntil),
          column.text(t('f.state'), (row) => <State of="qualification" value={row.state} />),
          column.text(t('f.reason'), (row) => row.reason ?? '—', 200),
          ...(may('PoolOfficer') ? [column.text(t('f.actions'), (row) => <Decide one={row} />)] : []),
        ]}
      />
    </Page>
  );
}

function Decide({ one }: { one: Qualification }) {
  const t = useText('district');
  const may = useMay();
  const { message } = App.useApp();
  const done = { refresh: [['registry', 'qualifications']], onDone: () => void message.success(t('qualification.done')) };
  const path = { id: one.id };
  const record = useAction((_: string, header) => api.POST('/api/registry/qualifications/{id}/record', { params: { path, header } }), done);
  const reject = useAction(
    (reason: string, header) => api.POST('/api/registry/qualifications/{id}/reject', { params: { path, header }, body: { reason } }),
    done,
  );
  const withdraw = useAction(
    (reason: string, header) => api.POST('/api/registry/qualifications/{id}/withdraw', { params: { path, header }, body: { reason } }),
    done,
  );
  if (!may('PoolOfficer')) return null;
  const of = (action: typeof reject) => ({
    onSend: (reason: string) => action.mutate(reason),
    pending: action.isPending,
    error: action.error,
    done: action.isSuccess,
    size: 'small' as const,
    danger: true,
  });
  return (
    <>
      <Flex gap={4}>
        {one.state === 'Proposed' && (
          <>
            <Confirm
              size="small"
              type="primary"
              title={t('qualification.recordTitle')}
              loading={record.isPending}
              onConfirm={() => record.mutate('')}
            >
              {t('qualification.record')}
            </Confirm>
            <WithReason {...of(reject)} title={t('qualification.reject')}>
              {t('qualification.reject')}
            </WithReason>
          </>
        )}
        {one.state === 'Recorded' && (
          <WithReason {...of(withdraw)} title={t('qualification.withdraw')}>
            {t('qualification.withdraw')}
          </WithReason>
        )}
      </Flex>
      <ProblemView error={record.error} />
    </>
  );
}
