import { Alert, App, Button, Descriptions, Flex } from 'antd';
import { Link, useParams } from 'react-router';
import { api } from '../shared/api';
import type { RiskPool } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { Day, Instant, Money, Rate, State, rateText } from '../shared/format';
import { Waiting } from '../shared/guard';
import { useText } from '../shared/i18n';
import { Page, PrintButton } from '../shared/Page';
import { ProblemView, Reason } from '../shared/ProblemView';
import { useAction, useData } from '../shared/query';
import { useMay } from '../shared/session';
import { Panel, WithReason, useNames } from './common';
import { Entries } from './Entries';

const payout = columnsOf<RiskPool['Payout']>();

/** One cover: its terms, payouts and ledger entries; an approver may enrol an exception. */
export default function CoverPage() {
  const { id = '' } = useParams();
  const t = useText('district');
  const names = useNames();
  const may = useMay();
  const { message } = App.useApp();
  const { data, error, refetch } = useData(['riskpool', 'covers', id], () =>
    api.GET('/api/riskpool/covers/{id}', { params: { path: { id } } }),
  );
  const enrol = useAction(
    (reason: string, header) => api.POST('/api/riskpool/covers/{id}/enrol', { params: { path: { id }, header }, body: { reason } }),
    { refresh: [['riskpool']], onDone: () => void message.success(t('detail.enrolled')) },
  );
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  const { cover, terms } = data;
  const seesLoans = may('PoolOfficer', 'PoolApprover', 'Auditor');
  return (
    <Page
      title={t('detail.cover', { number: cover.number ?? cover.firmName })}
      sub={
        <Flex gap={8} align="center">
          <State of="cover" value={cover.state} /> {cover.firmName}
        </Flex>
      }
      actions={
        <>
          {cover.state === 'Exception' && may('PoolApprover') && (
            <WithReason
              type="primary"
              title={t('detail.enrolTitle')}
              onSend={(reason) => enrol.mutate(reason)}
              pending={enrol.isPending}
              error={enrol.error}
              done={enrol.isSuccess}
            >
              {t('detail.enrol')}
            </WithReason>
          )}
          {seesLoans && (
            <Link to={`/district/applications/${cover.applicationId}`}>
              <Button tabIndex={-1}>{t('detail.toApplication')}</Button>
            </Link>
          )}
          {seesLoans && cover.loanId && (
            <Link to={`/district/loans/${cover.loanId}`}>
              <Button tabIndex={-1}>{t('detail.toLoan')}</Button>
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
            { key: 'firm', label: t('f.firm'), children: <Link to={`/district/institutions/${cover.firmId}`}>{cover.firmName}</Link> },
            { key: 'bank', label: t('f.bank'), children: <Link to={`/district/institutions/${cover.bankId}`}>{cover.bankName}</Link> },
            { key: 'product', label: t('f.product'), children: names.product(cover.productCode) },
            { key: 'pool', label: t('f.pool'), children: cover.pool },
            { key: 'version', label: t('f.scheme'), children: cover.schemeVersion ?? '—' },
            { key: 'contract', label: t('f.contract'), children: cover.contractNumber ?? '—' },
            { key: 'reserved', label: t('f.reserved'), children: <Money yuan={cover.reservedYuan} unit /> },
            { key: 'covered', label: t('f.covered'), children: <Money yuan={cover.coveredYuan} unit /> },
            { key: 'uncovered', label: t('f.uncovered'), children: <Money yuan={cover.uncoveredYuan} unit /> },
            { key: 'gov', label: t('f.share'), children: <Rate bp={cover.governmentBp} /> },
            {
              key: 'shares',
              label: t('f.payer'),
              children: cover.shares.map((one) => `${one.payer} ${rateText(one.shareBp)}`).join(' · '),
            },
            { key: 'enrolled', label: t('f.enrolledOn'), children: <Day on={cover.enrolledOn} /> },
            { key: 'chain', label: t('f.chain'), children: cover.chain || t('f.none') },
            { key: 'park', label: t('f.park'), children: cover.park || t('f.none') },
            { key: 'class', label: t('f.talentClass'), children: names.talentClass(cover.talentClass) },
            { key: 'at', label: t('f.at'), children: <Instant at={cover.at} /> },
            ...(cover.endedBecause ? [{ key: 'ended', label: t('f.endedBecause'), children: cover.endedBecause }] : []),
            ...(terms
              ? [
                  {
                    key: 'parts',
                    label: t('detail.parts'),
                    span: 'filled' as const,
                    children: terms.parts.map((part) => `${part.pot} ${rateText(part.partBp)}`).join(' · '),
                  },
                ]
              : []),
          ]}
        />
      </Panel>
      {cover.reasons.length > 0 && (
        <Panel title={t('detail.reasons')}>
          <Flex vertical gap={8}>
            {cover.reasons.map((refusal, i) => (
              <Alert key={i} type="warning" title={<Reason refusal={refusal} />} />
            ))}
          </Flex>
        </Panel>
      )}
      <Panel title={t('detail.payouts')}>
        <DataTable
          keyboard={false}
          rows={data.payouts}
          rowKey={(row) => row.disbursementId}
          columns={[
            payout.day(t('detail.disbursedOn'), (row) => row.disbursedOn),
            payout.money(t('f.amount'), (row) => row.amountYuan),
            payout.money(t('f.covered'), (row) => row.coveredYuan),
          ]}
        />
      </Panel>
      <Panel title={t('detail.entries')}>
        <Entries rows={data.entries} />
      </Panel>
    </Page>
  );
}
