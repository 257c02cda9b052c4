import { Button, Empty, Flex, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { Instant, Money, Remaining, State } from '../shared/format';
import { useText } from '../shared/i18n';
import { LiveSign, Page } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useData } from '../shared/query';
import { useProductName, today } from './parts';
import { Needs } from './Profile';
import { useEligibility, useKinds } from './ProductsPage';

const column = columnsOf<Loan['ApplicationView']>();
const soonDays = 60;

/** What needs the firm now, then how its applications stand. */
export default function HomePage() {
  const t = useText('startup');
  const product = useProductName();
  const applications = useData(['loan', 'applications', 'newest'], () =>
    api.GET('/api/loan/applications', { params: { query: { limit: 50 } } }),
  );
  const loans = useData(['loan', 'loans', 'mine'], () => api.GET('/api/loan/loans', { params: { query: { limit: 200 } } }));
  const eligibility = useEligibility({});
  const todo = useTodo(applications.data?.items ?? []);
  const rows = applications.data?.items ?? [];
  const sum = (of: (loan: Loan['LoanView']) => number) => (loans.data?.items ?? []).reduce((all, loan) => all + of(loan), 0);
  const figure = (label: string, value: ReactNode, to: string) => (
    <Link to={to} className="panel figure" style={{ color: 'inherit' }}>
      <span className="muted">{label}</span>
      <strong>{value}</strong>
    </Link>
  );
  const isNew = applications.data && rows.length === 0;
  return (
    <Page
      title={t('home.title')}
      sub={<LiveSign service="loan" />}
      actions={
        <Link to="/startup/applications/new">
          <Button type="primary" tabIndex={-1}>
            {t('home.start')}
          </Button>
        </Link>
      }
    >
      <div className="sections">
        <ProblemView error={applications.error ?? loans.error} onRetry={() => void (applications.error ? applications : loans).refetch()} />
        {isNew && (
          <section className="panel">
            <h2>{t('home.welcome')}</h2>
            <p>{t('home.welcomeText')}</p>
            <Link to="/startup/products">
              <Button tabIndex={-1}>{t('home.check')}</Button>
            </Link>
          </section>
        )}
        {!isNew && (
          <div className="figures">
            {figure(t('home.open'), rows.filter((row) => open.includes(row.state)).length, '/startup/applications')}
            {figure(t('home.borrowed'), <Money yuan={sum((loan) => loan.paidYuan)} unit />, '/startup/loans')}
            {figure(t('home.covered'), <Money yuan={sum((loan) => loan.coveredYuan)} unit />, '/startup/loans?part=covers')}
            {figure(
              t('home.eligible'),
              eligibility.data
                ? t('home.eligibleOf', {
                    count: eligibility.data.items.filter((answer) => answer.eligible).length,
                    all: eligibility.data.items.length,
                  })
                : '…',
              '/startup/products',
            )}
          </div>
        )}
        <div className="beside">
          <div className="sections">
            <section className="panel">
              <h2>{t('home.todo')}</h2>
              {todo.isLoading ? (
                <Skeleton active paragraph={{ rows: 2 }} />
              ) : todo.items.length === 0 ? (
                <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('home.nothing')} />
              ) : (
                <ul className="todo">
                  {todo.items.map((item) => (
                    <li key={item.key}>
                      <div>
                        <div>{item.what}</div>
                        <div className="muted small">{item.about}</div>
                      </div>
                      <Flex gap={12} align="center">
                        {item.until && (
                          <span className="small">
                            <Remaining until={item.until} />
                          </span>
                        )}
                        <Link to={item.to} aria-label={`${item.action} · ${item.label}`}>
                          <Button tabIndex={-1}>{item.action}</Button>
                        </Link>
                      </Flex>
                    </li>
                  ))}
                </ul>
              )}
            </section>
            {rows.length > 0 && (
              <section className="panel">
                <Flex justify="space-between">
                  <h2 style={{ fontSize: 16, margin: '0 0 12px' }}>{t('home.recent')}</h2>
                  <Link to="/startup/applications">{t('home.all')}</Link>
                </Flex>
                <DataTable
                  keyboard={false}
                  rows={rows.slice(0, 6)}
                  rowKey={(row) => row.id}
                  to={(row) => `/startup/applications/${row.id}`}
                  columns={[
                    column.text(t('applications.number'), (row) => row.number),
                    column.text(t('applications.product'), (row) => product(row.productCode)),
                    column.money(t('applications.amount'), (row) => row.amountYuan, 104),
                    column.text(t('applications.state'), (row) => <State of="application" value={row.state} />),
                    column.text(t('applications.created'), (row) => <Instant at={row.createdAt} />),
                  ]}
                />
              </section>
            )}
          </div>
          <aside>
            <Needs />
          </aside>
        </div>
      </div>
    </Page>
  );
}

const open: Loan['ApplicationState'][] = ['Submitted', 'Accepted', 'Covered', 'Contracted'];

interface Todo {
  key: string;
  what: string;
  about: ReactNode;
  label: string;
  until?: string | null | undefined;
  to: string;
  action: string;
}

/** Questions first, then offers, drafts, and what ends soon. */
function useTodo(applications: Loan['ApplicationView'][]): { items: Todo[]; isLoading: boolean } {
  const t = useText('startup');
  const product = useProductName();
  const kind = useKinds();
  const asked = useData(['loan', 'invitations', 'asked'], () =>
    api.GET('/api/loan/invitations', { params: { query: { state: 'Asked', limit: 50 } } }),
  );
  const offers = useData(['loan', 'offers', 'live'], () =>
    api.GET('/api/loan/offers', { params: { query: { State: 'Live', limit: 100 } } }),
  );
  const talents = useData(['registry', 'talents', 'all'], () => api.GET('/api/registry/talents', { params: { query: { limit: 200 } } }));
  const papers = useData(['registry', 'qualifications', 'all'], () =>
    api.GET('/api/registry/qualifications', { params: { query: { limit: 200 } } }),
  );
  const soon = (on: string) => on >= today(-30) && on <= today(soonDays);
  const about = (row: { number: string; productCode: string; amountYuan: number }) => (
    <>
      {row.number} · {product(row.productCode)} · <Money yuan={row.amountYuan} unit />
    </>
  );
  const live = offers.data?.items ?? [];
  return {
    isLoading: asked.isLoading || offers.isLoading,
    items: [
      ...(asked.data?.items ?? []).map((row) => ({
        key: row.id,
        what: t('home.question', { bank: row.bankName }),
        about: about(row),
        label: row.bankName,
        until: row.dueAt,
        to: `/startup/applications/${row.applicationId}`,
        action: t('home.answer'),
      })),
      ...applications.flatMap((row) => {
        const own = row.state === 'Submitted' ? live.filter((offer) => offer.applicationId === row.id) : [];
        return own.length === 0
          ? []
          : [
              {
                key: `offers${row.id}`,
                what: t('home.offers', { count: own.length }),
                about: about(row),
                label: row.number,
                until: own.map((offer) => offer.expiresAt).sort()[0],
                to: `/startup/applications/${row.id}`,
                action: t('home.compare'),
              },
            ];
      }),
      ...applications
        .filter((row) => row.state === 'Draft')
        .map((row) => ({
          key: row.id,
          what: t('home.draft'),
          about: about(row),
          label: row.number,
          to: `/startup/applications/${row.id}/edit`,
          action: t('home.resume'),
        })),
      ...(talents.data?.items ?? [])
        .filter((row) => row.state === 'InForce' && soon(row.validUntil))
        .map((row) => ({
          key: row.id,
          what: t('home.talent', { name: row.name, on: row.validUntil }),
          about: row.certificateNumber,
          label: row.name,
          to: '/startup/firm?part=talents',
          action: t('home.renew'),
        })),
      ...(papers.data?.items ?? [])
        .filter((row) => row.state === 'Recorded' && soon(row.validUntil))
        .map((row) => ({
          key: row.id,
          what: t('home.qualification', { name: kind(row.code), on: row.validUntil }),
          about: row.certificateNumber,
          label: kind(row.code),
          to: '/startup/firm?part=qualifications',
          action: t('home.renew'),
        })),
    ],
  };
}
