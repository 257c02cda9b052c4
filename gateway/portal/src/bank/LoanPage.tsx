import { Alert, Button, Skeleton } from 'antd';
import { Link, useParams } from 'react-router';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { Day, Instant, Money, Name, Rate, State, rateText } from '../shared/format';
import { useText } from '../shared/i18n';
import { Page, PrintButton } from '../shared/Page';
import { ProblemView, Reason } from '../shared/ProblemView';
import { useData } from '../shared/query';
import { PayOut } from './AfterPanel';
import { Facts, Panel } from './Facts';
import { Months, useProducts } from './names';
import { ScheduleChart } from './OfferForm';

const column = columnsOf<Loan['DisbursementView']>();

/** A loan: contract, payouts, cover, schedule. */
export default function LoanPage() {
  const t = useText('bank');
  const { id = '' } = useParams();
  const products = useProducts();
  const query = useData(['loan', 'loans', id], () => api.GET('/api/loan/loans/{id}', { params: { path: { id } } }));
  const loan = query.data;
  const covers = useData(
    ['riskpool', 'covers', 'application', loan?.applicationId],
    () => api.GET('/api/riskpool/covers', { params: { query: { Application: loan?.applicationId ?? '', limit: 10 } } }),
    { enabled: loan !== undefined },
  );
  const invitations = useData(
    ['loan', 'invitations', 'of', loan?.applicationId],
    () => api.GET('/api/loan/invitations', { params: { query: { ApplicationId: loan?.applicationId ?? '', limit: 1 } } }),
    { enabled: loan !== undefined },
  );
  if (!loan)
    return (
      <Page title={t('loans.title')}>
        {query.error ? (
          <ProblemView error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 10 }} />
        )}
      </Page>
    );
  const invitation = invitations.data?.items[0];
  return (
    <Page
      title={t('loan.title', { number: loan.contractNumber })}
      sub={
        <>
          {loan.firmName} <State of="loan" value={loan.state} />
        </>
      }
      actions={
        <>
          {invitation && (
            <Link to={`/bank/invitations/${invitation.id}`}>
              <Button tabIndex={-1}>{t('loan.application')}</Button>
            </Link>
          )}
          <PayOut loan={loan} />
          <PrintButton />
        </>
      }
    >
      <div className="bank-panels">
        <div className="bank-two bank-panels">
          <Panel title={t('loan.facts')}>
            <Facts
              rows={[
                [t('common.product'), products.nameOf(loan.productCode)],
                [t('loan.contractAmount'), <Money key="c" yuan={loan.contractYuan} unit strong />],
                [t('loan.paid'), <Money key="p" yuan={loan.paidYuan} unit />],
                [t('common.rate'), <Rate key="r" bp={loan.rateBp} />],
                [t('common.tenor'), <Months key="t" count={loan.tenorMonths} />],
                [t('common.method'), <Name key="m" of="repayment" value={loan.method} />],
                [t('loans.signed'), <Day key="s" on={loan.signedOn} />],
                [t('loans.firstPaid'), <Day key="f" on={loan.firstPaidOn} />],
                [t('loans.matures'), <Day key="d" on={loan.maturesOn} />],
                [t('common.chain'), loan.chain || t('common.none')],
                [t('common.park'), loan.park || t('common.none')],
                [t('common.talentClass'), loan.talentClass ? <Name of="talentClass" value={loan.talentClass} /> : t('common.none')],
              ]}
            />
          </Panel>
          <Panel title={t('loan.cover')}>
            <ProblemView error={covers.error} onRetry={() => void covers.refetch()} />
            {covers.data?.items.length === 0 && <span className="muted">{t('loan.noCover')}</span>}
            {loan.coverRefusals.length > 0 && (
              <Alert
                type="warning"
                showIcon
                title={t('loan.refused')}
                description={loan.coverRefusals.map((refusal, i) => (
                  <Reason key={i} refusal={refusal} />
                ))}
              />
            )}
            {covers.data?.items.map((cover) => (
              <Facts
                key={cover.id}
                rows={[
                  [t('common.state'), <State key="s" of="cover" value={cover.state} />],
                  [t('loan.coverNumber'), cover.number ?? t('common.none')],
                  [t('loan.covered'), <Money key="c" yuan={cover.coveredYuan} unit strong />],
                  [t('loan.reserved'), <Money key="r" yuan={cover.reservedYuan} unit />],
                  [t('loan.uncovered'), <Money key="u" yuan={cover.uncoveredYuan} unit />],
                  [t('loan.released'), <Money key="l" yuan={loan.releasedYuan} unit />],
                  [
                    t('loan.shares'),
                    cover.shares.length === 0
                      ? undefined
                      : cover.shares.map((share) => `${payerName(share.payer, t)} ${rateText(share.shareBp)}`).join(' · '),
                  ],
                  [t('loan.enrolled'), <Day key="e" on={cover.enrolledOn} />],
                ]}
              />
            ))}
          </Panel>
        </div>
        <Panel title={t('loan.disbursements')}>
          <DataTable
            keyboard={false}
            rows={loan.disbursements ?? []}
            rowKey={(row) => row.id}
            empty={t('loan.noDisbursements')}
            columns={[
              column.text(t('loan.reference'), (row) => row.reference),
              column.day(t('loan.day'), (row) => row.disbursedOn),
              column.money(`${t('common.amount')} (${t('common.wan')})`, (row) => row.amountYuan, 140),
              column.money(t('loan.covered'), (row) => row.coveredYuan, 140),
              column.text(t('loan.last'), (row) => (row.final ? t('common.yes') : t('common.no'))),
              column.text(t('loan.recorded'), (row) => <Instant at={row.at} />),
            ]}
          />
        </Panel>
        {loan.schedule && loan.schedule.length > 0 && (
          <Panel title={t('loan.schedule')}>
            <ScheduleChart title={t('loan.scheduleSub')} rows={loan.schedule} height={280} />
          </Panel>
        )}
      </div>
    </Page>
  );
}

function payerName(payer: string, t: ReturnType<typeof useText<'bank'>>) {
  return payer === 'DISTRICT' || payer === 'CITY' || payer === 'PROVINCE' || payer === 'BANK' ? t(`app.${payer}`) : payer;
}
