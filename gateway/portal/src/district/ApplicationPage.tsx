import { Alert, Button, Descriptions, Flex, Timeline } from 'antd';
import i18next from 'i18next';
import { Link, useParams } from 'react-router';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { Day, Instant, Money, Name, Remaining, State } from '../shared/format';
import { useText } from '../shared/i18n';
import { Page, PrintButton } from '../shared/Page';
import { ProblemView, Reason } from '../shared/ProblemView';
import { useData } from '../shared/query';
import { Waiting } from '../shared/guard';
import { Panel, useNames } from './common';

const column = columnsOf<Loan['InvitationView']>();

/** The name of a step of the timeline; a step nobody named here is shown by its own name. */
const stepName = (what: string) => (i18next.exists(`district:what.${what}`) ? i18next.t(`district:what.${what}` as never) : what);

/** One application as the district sees it: the firm, the banks asked, what happened and what is due. */
export default function ApplicationPage() {
  const { id = '' } = useParams();
  const t = useText('district');
  const names = useNames();
  const { data, error, refetch } = useData(['loan', 'applications', id], () =>
    api.GET('/api/loan/applications/{id}', { params: { path: { id } } }),
  );
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  const { application, applicant, loan } = data;
  return (
    <Page
      title={t('detail.application', { number: application.number })}
      sub={
        <Flex gap={8} align="center">
          <State of="application" value={application.state} /> {application.firmName}
        </Flex>
      }
      actions={
        <>
          {loan && (
            <Link to={`/district/loans/${loan.id}`}>
              <Button tabIndex={-1}>{t('detail.toLoan')}</Button>
            </Link>
          )}
          {application.coverId && (
            <Link to={`/district/covers/${application.coverId}`}>
              <Button tabIndex={-1}>{t('detail.toCover')}</Button>
            </Link>
          )}
          <PrintButton />
        </>
      }
    >
      <Panel title={t('detail.overview')}>
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2, lg: 3 }}
          items={[
            {
              key: 'firm',
              label: t('f.firm'),
              children: <Link to={`/district/institutions/${application.firmId}`}>{application.firmName}</Link>,
            },
            {
              key: 'product',
              label: t('f.product'),
              children: `${names.product(application.productCode)} · ${application.productVersion}`,
            },
            { key: 'amount', label: t('f.amount'), children: <Money yuan={application.amountYuan} unit /> },
            { key: 'tenor', label: t('f.tenor'), children: t('f.months', { count: application.tenorMonths }) },
            { key: 'mode', label: t('f.mode'), children: <Name of="routing" value={application.mode} /> },
            { key: 'chain', label: t('f.chain'), children: application.chain || t('f.none') },
            { key: 'park', label: t('f.park'), children: application.park || t('f.none') },
            { key: 'class', label: t('f.talentClass'), children: names.talentClass(application.talentClass) },
            { key: 'at', label: t('f.submitted'), children: <Instant at={application.submittedAt} /> },
            { key: 'purpose', label: t('f.purpose'), span: 'filled', children: application.purpose || '—' },
          ]}
        />
      </Panel>
      {application.eligibility && application.eligibility.refusals.length > 0 && (
        <Panel title={t('detail.ineligible')}>
          <Flex vertical gap={8}>
            {application.eligibility.refusals.map((refusal, i) => (
              <Alert key={i} type="warning" title={<Reason refusal={refusal} />} />
            ))}
          </Flex>
        </Panel>
      )}
      {data.deadlines.length > 0 && (
        <Panel title={t('detail.deadlines')}>
          <Flex vertical gap={4}>
            {data.deadlines.map((due, i) => (
              <Flex key={i} gap={16} wrap>
                <span style={{ minWidth: 220 }}>
                  {stepName(due.what)}
                  {due.bankName && ` · ${due.bankName}`}
                </span>
                <Remaining until={due.at} />
                <Instant at={due.at} />
              </Flex>
            ))}
          </Flex>
        </Panel>
      )}
      <Panel title={t('detail.invitations')}>
        <DataTable
          keyboard={false}
          rows={data.invitations}
          rowKey={(row) => row.id}
          empty={t('list.invitations')}
          columns={[
            column.text(t('f.bank'), (row) => row.bankName, 200),
            column.text(t('f.state'), (row) => <State of="invitation" value={row.state} />),
            column.instant(t('f.at'), (row) => row.invitedAt),
            column.text(t('f.deadline'), (row) => <Remaining until={row.dueAt} />),
            column.text(
              t('f.reason'),
              (row) => row.reasonText ?? (row.reasonCode ? <Name of="decline" value={row.reasonCode as Loan['DeclineReason']} /> : '—'),
              280,
            ),
          ]}
        />
      </Panel>
      {applicant && (
        <Panel title={t('detail.applicant')}>
          <Descriptions
            size="small"
            column={{ xs: 1, sm: 2, lg: 3 }}
            items={[
              { key: 'code', label: t('f.creditCode'), children: <span className="number">{applicant.creditCode}</span> },
              { key: 'founded', label: t('detail.founded'), children: <Day on={applicant.profile.foundedOn} /> },
              { key: 'industry', label: t('detail.industry'), children: applicant.profile.industryCode },
              { key: 'staff', label: t('detail.staff'), children: applicant.profile.staff },
              { key: 'sales', label: t('detail.sales'), children: <Money yuan={applicant.profile.salesYuan} unit /> },
              { key: 'assets', label: t('detail.assets'), children: <Money yuan={applicant.profile.assetsYuan} unit /> },
              ...applicant.talents.map((talent) => ({
                key: talent.talentId,
                label: t('org.talents'),
                children: `${talent.nameMasked} · ${names.talentClass(talent.class)} · ${talent.validUntil}`,
              })),
              ...applicant.qualifications.map((one) => ({
                key: one.code,
                label: t('org.qualifications'),
                children: `${one.code} · ${one.validUntil}`,
              })),
            ]}
          />
        </Panel>
      )}
      <Panel title={t('detail.timeline')}>
        <Timeline
          items={data.timeline.map((entry, i) => ({
            key: String(i),
            content: (
              <div>
                <Flex gap={8} wrap>
                  <strong>{stepName(entry.what)}</strong>
                  <span>{entry.bankName ?? t(`by.${entry.by}`)}</span>
                  <Instant at={entry.at} />
                </Flex>
              </div>
            ),
          }))}
        />
      </Panel>
    </Page>
  );
}
