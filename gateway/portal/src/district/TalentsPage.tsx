import { Alert, App, Flex, Form, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../shared/api';
import type { Registry } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { Name, State, rateText } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { Confirm, Page } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useAction, usePages } from '../shared/query';
import { useMay } from '../shared/session';
import { stateOptions } from '../shared/states';
import { FilterBar, Pick, WithReason, given } from './common';

type Talent = Registry['TalentView'];
const column = columnsOf<Talent>();

/** The accreditation desk: an officer reviews, an approver confirms; both see who is waiting. */
export default function TalentsPage() {
  const t = useText('district');
  const language = useLanguage();
  const may = useMay();
  const waits = may('PoolOfficer') ? 'Proposed' : may('PoolApprover') ? 'Reviewed' : '';
  const [filters, set] = useFilters({ state: waits, class: '', firmId: '' });
  const pages = usePages(['registry', 'talents', filters], (cursor) =>
    api.GET('/api/registry/talents', {
      params: { query: { cursor, limit: 100, ...given({ ...filters, state: filters.state === 'All' ? '' : filters.state }) } },
    }),
  );
  return (
    <Page title={t('desk.title')} sub={t('desk.help')}>
      <FilterBar filters={{ class: filters.class, firmId: filters.firmId }} set={set}>
        <Pick
          label={t('f.state')}
          value={filters.state === 'All' ? '' : filters.state}
          options={stateOptions('accreditation', language)}
          onChange={(state) => set({ state: state || (waits ? 'All' : '') })}
        />
        <Pick
          label={t('f.talentClass')}
          value={filters.class}
          options={stateOptions('talentClass', language)}
          onChange={(value) => set({ class: value })}
        />
      </FilterBar>
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('desk.empty')}
        columns={[
          column.text(t('desk.name'), (row) => row.name, 120),
          column.text(t('desk.identity'), (row) => <span className="number">{row.identityMasked}</span>),
          column.text(t('f.talentClass'), (row) => <Name of="talentClass" value={row.class} />),
          column.text(t('f.firm'), (row) => <Link to={`/district/institutions/${row.firmId}`}>{row.firmName}</Link>, 220),
          column.text(t('f.certificate'), (row) => row.certificateNumber, 160),
          column.day(t('f.validUntil'), (row) => row.validUntil),
          column.day(t('desk.employedSince'), (row) => row.employedSince),
          column.text(t('desk.share'), (row) => <span className="number">{rateText(row.shareBp)}</span>),
          column.text(t('f.state'), (row) => <State of="accreditation" value={row.state} />),
          column.instant(t('desk.proposedAt'), (row) => row.proposedAt),
          column.text(t('f.reason'), (row) => row.reason ?? '—', 160),
          { ...column.text(t('f.actions'), (row) => <Decide talent={row} />), fixed: 'end' },
        ]}
      />
    </Page>
  );
}

function Decide({ talent }: { talent: Talent }) {
  const t = useText('district');
  const may = useMay();
  const { message } = App.useApp();
  const [why, setWhy] = useState<Registry['AccreditationEnd']>('Withdrawn');
  const done = { refresh: [['registry', 'talents']], onDone: () => void message.success(t('desk.done')) };
  const path = { id: talent.id };
  const accredit = useAction((_: string, header) => api.POST('/api/registry/talents/{id}/accredit', { params: { path, header } }), done);
  const confirm = useAction((_: string, header) => api.POST('/api/registry/talents/{id}/confirm', { params: { path, header } }), done);
  const reject = useAction(
    (reason: string, header) => api.POST('/api/registry/talents/{id}/reject', { params: { path, header }, body: { reason } }),
    done,
  );
  const end = useAction(
    (note: string, header) => api.POST('/api/registry/talents/{id}/end', { params: { path, header }, body: { why, note } }),
    done,
  );
  const of = (action: typeof reject) => ({
    onSend: (reason: string) => action.mutate(reason),
    pending: action.isPending,
    error: action.error,
    done: action.isSuccess,
    size: 'small' as const,
  });
  const about = <Alert type="info" title={`${talent.name} · ${talent.certificateNumber}`} style={{ marginBottom: 16 }} />;
  return (
    <Flex gap={4}>
      {talent.state === 'Proposed' && may('PoolOfficer') && (
        <Confirm
          size="small"
          type="primary"
          title={t('desk.accreditTitle')}
          description={`${talent.name} · ${talent.certificateNumber}`}
          loading={accredit.isPending}
          onConfirm={() => accredit.mutate('')}
        >
          {t('desk.accredit')}
        </Confirm>
      )}
      {talent.state === 'Reviewed' && may('PoolApprover') && (
        <Confirm
          size="small"
          type="primary"
          title={t('desk.confirmTitle')}
          description={`${talent.name} · ${talent.certificateNumber}`}
          loading={confirm.isPending}
          onConfirm={() => confirm.mutate('')}
        >
          {t('desk.confirm')}
        </Confirm>
      )}
      {((talent.state === 'Proposed' && may('PoolOfficer')) || (talent.state === 'Reviewed' && may('PoolApprover'))) && (
        <WithReason {...of(reject)} danger title={t('desk.reject')} extra={about}>
          {t('desk.reject')}
        </WithReason>
      )}
      {talent.state === 'InForce' && may('PoolOfficer', 'PoolApprover') && (
        <WithReason
          {...of(end)}
          danger
          title={t('desk.end')}
          label={t('desk.note')}
          extra={
            <>
              {about}
              <Form.Item label={t('desk.why')}>
                <Select
                  aria-label={t('desk.why')}
                  value={why}
                  onChange={setWhy}
                  options={[
                    { value: 'Withdrawn', label: t('desk.whyWithdrawn') },
                    { value: 'LeftFirm', label: t('desk.whyLeft') },
                    { value: 'Expired', label: t('desk.whyExpired') },
                  ]}
                />
              </Form.Item>
            </>
          }
        >
          {t('desk.end')}
        </WithReason>
      )}
      <ProblemView error={accredit.error ?? confirm.error} />
    </Flex>
  );
}
