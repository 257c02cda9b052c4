import { Alert, Descriptions, Empty } from 'antd';
import type { ReactNode } from 'react';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { Day, Money, Name, Rate, State, rateText } from '../shared/format';
import { useText } from '../shared/i18n';
import { ProblemView, Reason } from '../shared/ProblemView';
import { useData } from '../shared/query';
import { ScheduleChart, useWord } from './parts';

const column = columnsOf<Loan['DisbursementView']>();

/** Contract, payouts and the pool's cover of one application. */
export function LoanPanel({ application, loan }: { application: Loan['ApplicationView']; loan: Loan['LoanView'] | null }) {
  const t = useText('startup');
  const word = useWord();
  const coverId = application.coverId ?? '';
  const found = useData(
    ['riskpool', 'covers', coverId],
    () => api.GET('/api/riskpool/covers/{id}', { params: { path: { id: coverId } } }),
    { enabled: coverId !== '' },
  );
  const cover = found.data?.cover;
  const item = (label: string, children: ReactNode) => ({ key: label, label, children });
  return (
    <section className="panel">
      <h2>{t('application.contract')}</h2>
      {!loan && !coverId && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('application.contractNone')} />}
      <div className="sections">
        {loan && (
          <>
            <Descriptions
              size="small"
              column={{ xs: 1, sm: 2, md: 2, lg: 2, xxl: 3 }}
              items={[
                item(t('loan.contractNumber'), <span className="words">{loan.contractNumber}</span>),
                item(t('loan.bank'), loan.bankName),
                item(t('loan.state'), <State of="loan" value={loan.state} />),
                item(t('loan.contractYuan'), <Money yuan={loan.contractYuan} unit />),
                item(t('loan.paidYuan'), <Money yuan={loan.paidYuan} unit />),
                item(t('loan.rate'), <Rate bp={loan.rateBp} />),
                item(t('loan.signedOn'), <Day on={loan.signedOn} />),
                item(t('loan.firstPaidOn'), <Day on={loan.firstPaidOn} />),
                item(t('loan.maturesOn'), <Day on={loan.maturesOn} />),
                item(t('offers.method'), <Name of="repayment" value={loan.method} />),
              ]}
            />
            {(loan.disbursements?.length ?? 0) > 0 && (
              <DataTable
                keyboard={false}
                title={t('loan.payouts')}
                rows={loan.disbursements ?? []}
                rowKey={(row) => row.id}
                columns={[
                  column.day(t('loan.paidOn'), (row) => row.disbursedOn),
                  column.money(t('applications.amount'), (row) => row.amountYuan, 150),
                  column.money(t('loan.covered'), (row) => row.coveredYuan),
                  column.text(t('loan.reference'), (row) => row.reference || '—'),
                ]}
              />
            )}
            {loan.coverRefusals.length > 0 && (
              <Alert
                type="warning"
                showIcon
                title={t('loan.coverReasons')}
                description={loan.coverRefusals.map((refusal, i) => (
                  <Reason key={i} refusal={refusal} />
                ))}
              />
            )}
          </>
        )}
        <ProblemView error={found.error} onRetry={() => void found.refetch()} />
        {cover && (
          <Descriptions
            size="small"
            title={t('loan.cover')}
            column={{ xs: 1, sm: 2, md: 2, lg: 2, xxl: 3 }}
            items={[
              item(t('loan.coverNumber'), cover.number ?? '—'),
              item(t('loan.coverState'), <State of="cover" value={cover.state} />),
              item(t('loans.pool'), cover.pool),
              item(t('loan.reservedYuan'), <Money yuan={cover.reservedYuan} unit />),
              item(t('loan.coveredYuan'), <Money yuan={cover.coveredYuan} unit />),
              item(t('loan.enrolledOn'), <Day on={cover.enrolledOn} />),
              item(
                t('loan.shares'),
                cover.shares.map((share) => `${word('payers', share.payer)} ${rateText(share.shareBp)}`).join(' · ') || '—',
              ),
            ]}
          />
        )}
        {cover && cover.reasons.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('loan.coverReasons')}
            description={cover.reasons.map((refusal, i) => (
              <Reason key={i} refusal={refusal} />
            ))}
          />
        )}
        {loan?.schedule && loan.schedule.length > 0 && (
          <ScheduleChart title={`${t('loan.schedule')} · ${t('applications.amount')}`} schedule={loan.schedule} />
        )}
      </div>
    </section>
  );
}
