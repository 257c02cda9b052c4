import { Button, Descriptions, Flex } from 'antd';
import { Link, useParams } from 'react-router';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { Day, Money, Name, Rate, State } from '../shared/format';
import { Waiting } from '../shared/guard';
import { useText } from '../shared/i18n';
import { Page, PrintButton } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useData } from '../shared/query';
import { Panel, useNames } from './common';

const payout = columnsOf<Loan['DisbursementView']>();
const instalment = columnsOf<Loan['Instalment']>();

/** One loan with its payouts, what is covered of them, and its schedule. */
export default function LoanPage() {
  const { id = '' } = useParams();
  const t = useText('district');
  const names = useNames();
  const {
    data: loan,
    error,
    refetch,
  } = useData(['loan', 'loans', id], () => api.GET('/api/loan/loans/{id}', { params: { path: { id } } }));
  const covers = useData(
    ['riskpool', 'covers', 'of', loan?.applicationId],
    () => api.GET('/api/riskpool/covers', { params: { query: { Application: loan?.applicationId ?? '' } } }),
    { enabled: Boolean(loan) },
  );
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  if (!loan) return <Waiting />;
  const cover = covers.data?.items[0];
  return (
    <Page
      title={t('detail.loan', { number: loan.contractNumber })}
      sub={
        <Flex gap={8} align="center">
          <State of="loan" value={loan.state} /> {loan.firmName}
        </Flex>
      }
      actions={
        <>
          <Link to={`/district/applications/${loan.applicationId}`}>
            <Button tabIndex={-1}>{t('detail.toApplication')}</Button>
          </Link>
          {cover && (
            <Link to={`/district/covers/${cover.id}`}>
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
            { key: 'firm', label: t('f.firm'), children: <Link to={`/district/institutions/${loan.firmId}`}>{loan.firmName}</Link> },
            { key: 'bank', label: t('f.bank'), children: <Link to={`/district/institutions/${loan.bankId}`}>{loan.bankName}</Link> },
            { key: 'product', label: t('f.product'), children: names.product(loan.productCode) },
            { key: 'amount', label: t('f.amount'), children: <Money yuan={loan.contractYuan} unit /> },
            { key: 'paid', label: t('f.paid'), children: <Money yuan={loan.paidYuan} unit /> },
            { key: 'covered', label: t('f.covered'), children: <Money yuan={loan.coveredYuan} unit /> },
            { key: 'released', label: t('f.released'), children: <Money yuan={loan.releasedYuan} unit /> },
            { key: 'rate', label: t('f.rate'), children: <Rate bp={loan.rateBp} /> },
            { key: 'tenor', label: t('f.tenor'), children: t('f.months', { count: loan.tenorMonths }) },
            { key: 'method', label: t('f.method'), children: <Name of="repayment" value={loan.method} /> },
            { key: 'signed', label: t('f.signedOn'), children: <Day on={loan.signedOn} /> },
            { key: 'matures', label: t('f.maturesOn'), children: <Day on={loan.maturesOn} /> },
            { key: 'chain', label: t('f.chain'), children: loan.chain || t('f.none') },
            { key: 'park', label: t('f.park'), children: loan.park || t('f.none') },
            { key: 'class', label: t('f.talentClass'), children: names.talentClass(loan.talentClass) },
          ]}
        />
      </Panel>
      <Panel title={t('detail.payouts')}>
        <DataTable
          keyboard={false}
          rows={loan.disbursements ?? []}
          rowKey={(row) => row.id}
          columns={[
            payout.day(t('detail.disbursedOn'), (row) => row.disbursedOn),
            payout.money(t('f.amount'), (row) => row.amountYuan),
            payout.money(t('f.covered'), (row) => row.coveredYuan),
            payout.text(t('detail.reference'), (row) => row.reference || '—', 200),
            payout.text(t('detail.final'), (row) => t(row.final ? 'list.yes' : 'list.no')),
          ]}
        />
      </Panel>
      {(loan.schedule?.length ?? 0) > 0 && (
        <Panel title={t('detail.schedule')}>
          <DataTable
            keyboard={false}
            rows={loan.schedule ?? []}
            rowKey={(row) => String(row.number)}
            columns={[
              instalment.number(t('detail.instalment'), (row) => row.number, 70),
              instalment.day(t('detail.dueOn'), (row) => row.dueOn),
              instalment.money(t('detail.principal'), (row) => row.principalYuan),
              instalment.money(t('detail.interest'), (row) => row.interestYuan),
              instalment.money(t('detail.rest'), (row) => row.balanceAfterYuan),
            ]}
          />
        </Panel>
      )}
    </Page>
  );
}
