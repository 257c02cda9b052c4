import { Alert, App, Flex, Form, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../shared/api';
import type { Registry } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { Day, Instant, Name, State, rateText } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { Confirm, Page } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useAction, usePages } from '../shared/query';
import { useMay, useSession } from '../shared/session';
import { stateOptions } from '../shared/states';
import { Also, FilterBar, FirmName, Pick, WithReason, given } from './common';

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
  // The service writes why an accreditation ended before the note.
  const endReason = (reason: string) => {
    const [why = '', ...note] = reason.split(': ');
    const named =
      why === 'Withdrawn' ? t('desk.whyWithdrawn') : why === 'LeftFirm' ? t('desk.whyLeft') : why === 'Expired' ? t('desk.whyExpired') : '';
    return named ? [named, ...note].join(' · ') : reason;
  };
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
        <Also filters={filters} set={set} names={{ firmId: [t('f.firm'), <FirmName key="firm" id={filters.firmId} />] }} />
      </FilterBar>
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('desk.empty')}
        columns={[
          column.text(t('desk.name'), (row) => (
            <div className="two-lines">
              <span>{row.name}</span>
              <span className="muted small number">{row.identityMasked}</span>
            </div>
          )),
          column.text(t('f.talentClass'), (row) => <Name of="talentClass" value={row.class} />),
          column.text(t('f.firm'), (row) => (
            <Link to={`/district/institutions/${row.firmId}`} className="because">
              {row.firmName}
            </Link>
          )),
          column.text(t('f.certificate'), (row) => (
            <div className="two-lines">
              <span className="number">{row.certificateNumber}</span>
              <span className="muted small number">
                {row.validFrom} – {row.validUntil}
              </span>
            </div>
          )),
          column.text(t('desk.employedSince'), (row) => (
            <div className="two-lines">
              <Day on={row.employedSince} />
              {row.shareBp !== null && (
                <span className="muted small">
                  {t('desk.share')} {rateText(row.shareBp)}
                </span>
              )}
            </div>
          )),
          column.text(t('f.state'), (row) => (
            <div className="two-lines">
              <span>
                <State of="accreditation" value={row.state} />
              </span>
              {row.state === 'Proposed' && (
                <span className="muted small">
                  {t('desk.proposedAt')} <Instant at={row.proposedAt} />
                </span>
              )}
              {row.reviewedBy && row.state === 'Reviewed' && (
                <span className="muted small">{t('desk.reviewedBy', { name: row.reviewedBy.name })}</span>
              )}
              {row.confirmedBy && <span className="muted small">{t('desk.confirmedBy', { name: row.confirmedBy.name })}</span>}
              {row.reason && <span className="small because">{endReason(row.reason)}</span>}
            </div>
          )),
          ...(may('PoolOfficer', 'PoolApprover') ? [column.text(t('f.actions'), (row) => <Decide talent={row} />)] : []),
        ]}
      />
    </Page>
  );
}

function Decide({ talent }: { talent: Talent }) {
  const t = useText('district');
  const may = useMay();
  const me = useSession()?.accountId;
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
      {talent.state === 'Reviewed' && may('PoolApprover') && talent.reviewedBy?.accountId !== me && (
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
