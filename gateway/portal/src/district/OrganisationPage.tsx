import { App, Button, Descriptions, Flex, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../shared/api';
import type { Registry, RiskPool } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { Day, Instant, Money, Name, Rate, State } from '../shared/format';
import { Waiting } from '../shared/guard';
import { useLanguage, useText } from '../shared/i18n';
import { Page } from '../shared/Page';
import { ProblemView, useFieldProblems } from '../shared/ProblemView';
import { useAction, useData, usePages } from '../shared/query';
import { useMay } from '../shared/session';
import { Accounts, CreateAccount } from './Accounts';
import { BankSystem } from './BankSystem';
import { Clients, withSystems } from './Clients';
import { Panel, WithReason, useNames } from './common';
import { Active } from './OrganisationsPage';
import { DistrictInput } from './pickers';

const talent = columnsOf<Registry['TalentView']>();
const qualification = columnsOf<Registry['QualificationView']>();
const limit = columnsOf<RiskPool['ListBankLimitsView']>();

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
        may('Administrator') && (
          <>
            <Correct one={data} />
            {data.active ? (
              <WithReason
                key="suspend"
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
                key="resume"
                type="primary"
                title={t('org.resumeTitle')}
                onSend={(reason) => resume.mutate(reason)}
                pending={resume.isPending}
                error={resume.error}
                done={resume.isSuccess}
              >
                {t('org.resume')}
              </WithReason>
            )}
          </>
        )
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
      {may('Administrator', 'Auditor') && (
        <>
          {withSystems.includes(data.kind) && <Clients id={id} />}
          <Panel title={t('org.accounts')} actions={may('Administrator') && <CreateAccount organisationId={id} small />}>
            <Accounts organisationId={id} />
          </Panel>
        </>
      )}
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
  const limits = usePages(['riskpool', 'limits', 'of', id], (cursor) =>
    api.GET('/api/riskpool/bank-limits', { params: { query: { bank: id, limit: 50, offset: Number(cursor ?? 0) } } }),
  );
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
      {may('PoolOfficer', 'Auditor', 'Administrator') && <BankSystem id={id} />}
    </>
  );
}

/** Name and district as they are now; the credit code stays. */
function Correct({ one }: { one: Registry['OrganisationView'] }) {
  const t = useText('district');
  const shared = useText('shared');
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ name: string; districtCode: string }>();
  const save = useAction(
    (body: { name: string; districtCode: string }, header) =>
      api.PUT('/api/registry/organisations/{id}', { params: { path: { id: one.id }, header }, body }),
    {
      refresh: [['registry', 'organisations']],
      onDone: () => {
        setOpen(false);
        void message.success(t('org.corrected'));
      },
    },
  );
  const skip = useFieldProblems(form, save.error);
  const required = { required: true, message: t('f.required') };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{shared('action.edit')}</Button>
      <Modal
        open={open}
        title={t('org.correct')}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        confirmLoading={save.isPending}
        destroyOnHidden
      >
        <Form
          form={form}
          layout="vertical"
          preserve={false}
          initialValues={{ name: one.name, districtCode: one.districtCode }}
          onFinish={(values) => save.mutate({ name: values.name.trim(), districtCode: values.districtCode })}
        >
          <Form.Item name="name" label={t('f.name')} rules={[required]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="districtCode" label={t('f.district')} extra={t('org.districtHelp')} rules={[required]}>
            <DistrictInput />
          </Form.Item>
        </Form>
        <ProblemView error={save.error} skip={skip} />
      </Modal>
    </>
  );
}
