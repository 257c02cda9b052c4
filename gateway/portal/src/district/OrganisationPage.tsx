import { App, Descriptions, Flex, Tag } from 'antd';
import { Link, useParams } from 'react-router';
import { api } from '../shared/api';
import type { Gateway, Registry, RiskPool } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { Day, Instant, Money, Name, Rate, State } from '../shared/format';
import { Waiting } from '../shared/guard';
import { useLanguage, useText } from '../shared/i18n';
import { Confirm, Page } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useAction, useData, usePages } from '../shared/query';
import { useMay } from '../shared/session';
import { Panel, WithReason, useNames } from './common';
import { Active } from './OrganisationsPage';

const talent = columnsOf<Registry['TalentView']>();
const qualification = columnsOf<Registry['QualificationView']>();
const limit = columnsOf<RiskPool['ListBankLimitsView']>();
const client = columnsOf<Registry['ListClientsClientView']>();
const delivery = columnsOf<Gateway['ListDeliveriesDeliveryView']>();

/** One institution: what it is, and by its kind its talents and qualifications, or its limits and its system. */
export default function OrganisationPage() {
  const { id = '' } = useParams();
  const t = useText('district');
  const may = useMay();
  const { message } = App.useApp();
  const path = { id };
  const { data, error, refetch } = useData(['registry', 'organisations', id], () =>
    api.GET('/api/registry/organisations/{id}', { params: { path } }),
  );
  const suspend = useAction(
    (reason: string, header) => api.POST('/api/registry/organisations/{id}/suspend', { params: { path, header }, body: { reason } }),
    { refresh: [['registry', 'organisations']], onDone: () => void message.success(t('org.suspendedDone')) },
  );
  const resume = useAction(
    (reason: string, header) => api.POST('/api/registry/organisations/{id}/resume', { params: { path, header }, body: { reason } }),
    { refresh: [['registry', 'organisations']], onDone: () => void message.success(t('org.resumed')) },
  );
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  const { profile } = data;
  return (
    <Page
      title={data.name}
      sub={
        <Flex gap={8} align="center">
          <Active active={data.active} /> <Name of="organisation" value={data.kind} />
        </Flex>
      }
      actions={
        may('Administrator') &&
        (data.active ? (
          <WithReason
            danger
            title={t('org.suspend')}
            onSend={(reason) => suspend.mutate(reason)}
            pending={suspend.isPending}
            error={suspend.error}
            done={suspend.isSuccess}
          >
            {t('org.suspend')}
          </WithReason>
        ) : (
          <WithReason
            type="primary"
            title={t('org.resumeTitle')}
            onSend={(reason) => resume.mutate(reason)}
            pending={resume.isPending}
            error={resume.error}
            done={resume.isSuccess}
          >
            {t('org.resume')}
          </WithReason>
        ))
      }
    >
      <Panel title={t('org.basics')}>
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2, lg: 3 }}
          items={[
            { key: 'code', label: t('f.creditCode'), children: <span className="number">{data.creditCode}</span> },
            { key: 'district', label: t('f.district'), children: data.districtCode },
            { key: 'at', label: t('f.registeredAt'), children: <Instant at={data.registeredAt} /> },
            ...(profile
              ? [
                  { key: 'founded', label: t('detail.founded'), children: <Day on={profile.foundedOn} /> },
                  { key: 'industry', label: t('detail.industry'), children: profile.industryCode },
                  { key: 'chain', label: t('f.chain'), children: profile.chain || t('f.none') },
                  { key: 'park', label: t('f.park'), children: profile.park || t('f.none') },
                  { key: 'staff', label: t('detail.staff'), children: profile.staff },
                  { key: 'sales', label: t('detail.sales'), children: <Money yuan={profile.salesYuan} unit /> },
                  { key: 'assets', label: t('detail.assets'), children: <Money yuan={profile.assetsYuan} unit /> },
                  { key: 'breach', label: t('detail.breach'), children: t(profile.seriousBreach ? 'list.yes' : 'list.no') },
                ]
              : []),
          ]}
        />
      </Panel>
      {data.kind === 'Startup' && <Firm id={id} />}
      {data.kind === 'Bank' && <Bank id={id} />}
      {may('Administrator', 'Auditor') && data.kind !== 'Startup' && <Clients id={id} />}
    </Page>
  );
}

function Firm({ id }: { id: string }) {
  const t = useText('district');
  const may = useMay();
  const language = useLanguage();
  const kinds = useData(['registry', 'qualification-kinds'], () => api.GET('/api/registry/qualification-kinds')).data ?? [];
  const talents = usePages(['registry', 'talents', 'of', id], (cursor) =>
    api.GET('/api/registry/talents', { params: { query: { cursor, firmId: id } } }),
  );
  const qualifications = usePages(['registry', 'qualifications', 'of', id], (cursor) =>
    api.GET('/api/registry/qualifications', { params: { query: { cursor, firmId: id } } }),
  );
  return (
    <>
      <Flex gap={16} style={{ marginBottom: 16 }} wrap>
        {may('PoolOfficer', 'PoolApprover', 'Auditor') && (
          <>
            <Link to={`/district/applications?firmId=${id}`}>{t('nav.applications')}</Link>
            <Link to={`/district/loans?firmId=${id}`}>{t('nav.loans')}</Link>
          </>
        )}
        <Link to={`/district/covers?firm=${id}`}>{t('nav.covers')}</Link>
        <Link to={`/district/talents?state=All&firmId=${id}`}>{t('nav.talents')}</Link>
      </Flex>
      <Panel title={t('org.talents')}>
        <DataTable
          keyboard={false}
          pages={talents}
          rowKey={(row) => row.id}
          columns={[
            talent.text(t('desk.name'), (row) => row.name, 140),
            talent.text(t('f.talentClass'), (row) => <Name of="talentClass" value={row.class} />),
            talent.text(t('f.certificate'), (row) => row.certificateNumber, 180),
            talent.day(t('f.validUntil'), (row) => row.validUntil),
            talent.text(t('f.state'), (row) => <State of="accreditation" value={row.state} />),
          ]}
        />
      </Panel>
      <Panel title={t('org.qualifications')}>
        <DataTable
          keyboard={false}
          pages={qualifications}
          rowKey={(row) => row.id}
          columns={[
            qualification.text(
              t('f.kind'),
              (row) => (language === 'zh' ? (kinds.find((kind) => kind.code === row.code)?.name ?? row.code) : row.code),
              200,
            ),
            qualification.text(t('f.certificate'), (row) => row.certificateNumber, 180),
            qualification.day(t('f.validUntil'), (row) => row.validUntil),
            qualification.text(t('f.state'), (row) => <State of="qualification" value={row.state} />),
          ]}
        />
      </Panel>
    </>
  );
}

function Bank({ id }: { id: string }) {
  const t = useText('district');
  const names = useNames();
  const may = useMay();
  const { message } = App.useApp();
  const seesSystem = may('PoolOfficer', 'Auditor', 'Administrator');
  const limits = usePages(['riskpool', 'limits', 'of', id], (cursor) =>
    api.GET('/api/riskpool/bank-limits', { params: { query: { bank: id, limit: 50, offset: Number(cursor ?? 0) } } }),
  );
  const health = useData(['partners', id, 'health'], () => api.GET('/api/partners/{bankId}/health', { params: { path: { bankId: id } } }), {
    enabled: seesSystem,
    everySeconds: 30,
  });
  const deliveries = usePages(
    ['partners', id, 'deliveries'],
    (cursor) => api.GET('/api/partners/{bankId}/deliveries', { params: { path: { bankId: id }, query: { cursor, limit: 50 } } }),
    { enabled: seesSystem },
  );
  const resend = useAction(
    (deliveryId: string, header) =>
      api.POST('/api/partners/{bankId}/deliveries/{deliveryId}/resend', { params: { path: { bankId: id, deliveryId }, header } }),
    { refresh: [['partners', id]], onDone: () => void message.success(t('org.resent')) },
  );
  const state = health.data;
  return (
    <>
      <Flex gap={16} style={{ marginBottom: 16 }} wrap>
        {may('PoolOfficer', 'PoolApprover', 'Auditor') && (
          <>
            <Link to={`/district/invitations?bankId=${id}`}>{t('nav.invitations')}</Link>
            <Link to={`/district/loans?bankId=${id}`}>{t('nav.loans')}</Link>
          </>
        )}
        <Link to={`/district/covers?bank=${id}`}>{t('nav.covers')}</Link>
      </Flex>
      <Panel title={t('org.limits')} csv={`/api/riskpool/bank-limits?bank=${id}`}>
        <DataTable
          keyboard={false}
          pages={limits}
          rowKey={(row) => `${row.pool}-${row.productCode}-${row.year}`}
          columns={[
            limit.text(t('f.pool'), (row) => row.pool),
            limit.text(t('f.product'), (row) => names.product(row.productCode), 180),
            limit.text(t('f.year'), (row) => <span className="number">{row.year}</span>),
            limit.money(t('f.limit'), (row) => row.limitYuan),
            limit.money(t('f.used'), (row) => row.usedYuan),
            limit.money(t('f.headroom'), (row) => row.headroomYuan),
            { ...limit.text(t('f.usedShare'), (row) => <Rate bp={row.usedBp} />), align: 'right' },
            limit.text(t('f.state'), (row) => <State of="usage" value={row.status} />),
          ]}
        />
      </Panel>
      {seesSystem && (
        <Panel title={t('org.system')}>
          <ProblemView error={resend.error} />
          {health.error ? (
            <p className="muted">{t('org.noSystem')}</p>
          ) : (
            state && (
              <Flex gap={24} wrap style={{ marginBottom: 12 }}>
                <Tag color={!state.enabled ? 'default' : state.reachable ? 'success' : 'error'}>
                  {t(!state.enabled ? 'org.disabled' : state.reachable ? 'org.reachable' : 'org.unreachable')}
                </Tag>
                <span>
                  {t('org.waiting')} <span className="number">{state.waiting}</span>
                </span>
                <span>
                  {t('org.parked')} <span className="number">{state.parked}</span>
                </span>
                <span className="muted">{state.destinations.map((one) => one.address).join(' · ')}</span>
              </Flex>
            )
          )}
          <DataTable
            keyboard={false}
            pages={deliveries}
            rowKey={(row) => row.id}
            columns={[
              delivery.text(t('org.message'), (row) => <Name of="message" value={row.kind} />),
              delivery.text(t('f.state'), (row) => <State of="delivery" value={row.state} />),
              delivery.number(t('org.attempts'), (row) => row.attempts),
              delivery.instant(t('org.queuedAt'), (row) => row.queuedAt),
              delivery.text(t('f.reason'), (row) => row.reason ?? '—', 260),
              delivery.text(t('f.actions'), (row) =>
                row.state === 'Parked' && may('Administrator') ? (
                  <Confirm size="small" title={t('org.resend')} onConfirm={() => resend.mutate(row.id)}>
                    {t('org.resend')}
                  </Confirm>
                ) : null,
              ),
            ]}
          />
        </Panel>
      )}
    </>
  );
}

function Clients({ id }: { id: string }) {
  const t = useText('district');
  const may = useMay();
  const pages = usePages(['registry', 'clients', id], (cursor) =>
    api.GET('/api/registry/organisations/{id}/clients', { params: { path: { id }, query: { cursor, limit: 50 } } }),
  );
  const revoke = useAction(
    (clientId: string, header) => api.POST('/api/registry/clients/{clientId}/revoke', { params: { path: { clientId }, header } }),
    { refresh: [['registry', 'clients', id]] },
  );
  return (
    <Panel title={t('org.clients')}>
      <ProblemView error={revoke.error} />
      <DataTable
        keyboard={false}
        pages={pages}
        rowKey={(row) => row.clientId}
        columns={[
          client.text(t('f.name'), (row) => row.name, 200),
          client.text(t('f.number'), (row) => <span className="number">{row.clientId}</span>),
          client.text(t('org.role'), (row) => <Name of="role" value={row.role} />),
          client.instant(t('org.created'), (row) => row.createdAt),
          client.instant(t('org.revoked'), (row) => row.revokedAt),
          client.text(t('f.actions'), (row) =>
            !row.revokedAt && may('Administrator') ? (
              <Confirm size="small" danger title={t('org.revokeTitle')} onConfirm={() => revoke.mutate(row.clientId)}>
                {t('org.revoke')}
              </Confirm>
            ) : null,
          ),
        ]}
      />
    </Panel>
  );
}
