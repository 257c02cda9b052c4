import { Alert, Button, Descriptions, Skeleton, Steps } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { Money, Name, Remaining, State, instantText, moneyText } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { Confirm, LiveSign, Page, PrintButton } from '../shared/Page';
import { ProblemView, Reason } from '../shared/ProblemView';
import { useAction, useData } from '../shared/query';
import { reasonName, stateName } from '../shared/states';
import { LoanPanel } from './LoanPanel';
import { OffersPanel } from './OffersPanel';
import { useBanks, useProductName, useWord } from './parts';
import { Questions } from './Questions';
import { Track } from './Track';

/** One application from draft to payout: what waits for the firm first, then offers, contract, and every step. */
export default function ApplicationPage() {
  const t = useText('startup');
  const { id = '' } = useParams();
  const found = useData(['loan', 'applications', 'one', id], () => api.GET('/api/loan/applications/{id}', { params: { path: { id } } }), {
    also: ['loans'],
  });
  const product = useProductName();
  const refresh = { refresh: [['loan'], ['riskpool']] };
  const submit = useAction(
    (_: string, header) => api.POST('/api/loan/applications/{id}/submit', { params: { path: { id }, header } }),
    refresh,
  );
  const withdraw = useAction(
    (_: string, header) => api.POST('/api/loan/applications/{id}/withdraw', { params: { path: { id }, header } }),
    refresh,
  );
  const navigate = useNavigate();

  if (found.error)
    return (
      <Page title={t('application.notFound')}>
        <ProblemView error={found.error} onRetry={() => void found.refetch()} />
      </Page>
    );
  if (!found.data)
    return (
      <Page title={t('nav.applications')}>
        <Skeleton active paragraph={{ rows: 8 }} />
      </Page>
    );
  const { application, invitations, loan } = found.data;
  const isDraft = application.state === 'Draft';
  return (
    <Page
      title={t('application.title', { number: application.number })}
      sub={
        <>
          {product(application.productCode)} · <Money yuan={application.amountYuan} unit />{' '}
          <State of="application" value={application.state} /> <LiveSign service="loan" />
        </>
      }
      actions={
        <>
          <PrintButton />
          {application.allowedMoves.includes('Withdraw') && (
            <Confirm
              danger
              title={t('application.withdraw')}
              description={<div style={{ maxWidth: 320 }}>{t('application.withdrawAsk')}</div>}
              loading={withdraw.isPending}
              onConfirm={() => withdraw.mutate(id)}
            >
              {t('application.withdraw')}
            </Confirm>
          )}
          {isDraft && <Button onClick={() => void navigate(`/startup/applications/${id}/edit`)}>{t('application.edit')}</Button>}
          {isDraft && (
            <Confirm
              type="primary"
              title={t('application.submit')}
              description={<div style={{ maxWidth: 320 }}>{t('application.submitAsk')}</div>}
              loading={submit.isPending}
              onConfirm={() => submit.mutate(id)}
            >
              {t('application.submit')}
            </Confirm>
          )}
        </>
      }
    >
      <div className="sections">
        <ProblemView error={submit.error ?? withdraw.error} />
        <Progress application={application} offers={invitations.some((row) => row.state === 'Offered')} />
        <Questions invitations={invitations} />
        <div className="beside">
          <div className="sections">
            {isDraft && application.eligibility && <Eligible result={application.eligibility} />}
            {!isDraft && <OffersPanel application={application} />}
            {!isDraft && <LoanPanel application={application} loan={loan} />}
            <Summary application={application} />
          </div>
          <aside>
            <Track detail={found.data} />
            {!isDraft && <Invited invitations={invitations} />}
          </aside>
        </div>
      </div>
    </Page>
  );
}

const order = ['draft', 'asked', 'offers', 'cover', 'contract', 'paid'] as const;

function Progress({ application, offers }: { application: Loan['ApplicationView']; offers: boolean }) {
  const t = useText('startup');
  const at = {
    Draft: 0,
    Submitted: offers ? 2 : 1,
    Accepted: 3,
    Covered: 4,
    Contracted: 5,
    PaidOut: 6,
    Withdrawn: -1,
    Expired: -1,
    Refused: -1,
  }[application.state];
  const language = useLanguage();
  if (at < 0)
    return (
      <Alert
        type={application.state === 'Withdrawn' ? 'info' : 'warning'}
        showIcon
        title={<State of="application" value={application.state} />}
        {...(application.endReasonCode
          ? { description: `${t('application.ended')}: ${stateName('ended', application.endReasonCode, language)}` }
          : {})}
      />
    );
  return (
    <div className="panel">
      <Steps current={at} size="small" responsive items={order.map((step) => ({ title: t(`steps.${step}`) }))} />
    </div>
  );
}

export function Eligible({ result }: { result: Loan['EligibilityResult'] }) {
  const t = useText('startup');
  return (
    <section className="panel">
      <h2>{t('application.eligibility')}</h2>
      {result.refusals.length === 0 ? (
        <Alert
          type="success"
          showIcon
          title={t('application.eligible')}
          description={t('application.checkedOn', { on: result.checkedOn })}
        />
      ) : (
        <Alert
          type="warning"
          showIcon
          title={t('application.notEligible')}
          description={
            <ul className="reasons">
              {result.refusals.map((refusal, i) => (
                <li key={i}>
                  <Reason refusal={refusal} />
                </li>
              ))}
            </ul>
          }
        />
      )}
    </section>
  );
}

function Summary({ application }: { application: Loan['ApplicationView'] }) {
  const t = useText('startup');
  const word = useWord();
  const product = useProductName();
  const banks = useBanks().data?.items;
  const item = (label: string, children: React.ReactNode, span?: 'filled') => ({ key: label, label, children, ...(span ? { span } : {}) });
  return (
    <section className="panel">
      <h2>{t('application.summary')}</h2>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, md: 2, lg: 3 }}
        items={[
          item(t('applications.product'), product(application.productCode)),
          item(t('offers.amount'), <Money yuan={application.amountYuan} unit />),
          item(t('offers.tenor'), t('unit.months', { count: application.tenorMonths })),
          item(t('applications.use'), word('uses', application.use)),
          item(t('applications.mode'), <Name of="routing" value={application.mode} />),
          ...(application.submittedAt ? [item(t('applications.submitted'), instantText(application.submittedAt))] : []),
          ...(application.mode === 'Targeted' && application.bankIds
            ? [
                item(
                  t('application.banks'),
                  application.bankIds.map((id) => banks?.find((bank) => bank.id === id)?.name ?? '…').join('、'),
                  'filled',
                ),
              ]
            : []),
          ...(application.pledge
            ? [
                item(
                  t('application.pledge'),
                  t('application.pledgeText', {
                    kind: word('pledges', application.pledge.kind),
                    number: application.pledge.certificateNumber,
                    amount: moneyText(application.pledge.appraisedYuan),
                  }),
                  'filled',
                ),
              ]
            : []),
          item(t('application.purpose'), <span className="words">{application.purpose || '—'}</span>, 'filled'),
        ]}
      />
    </section>
  );
}

function Invited({ invitations }: { invitations: Loan['InvitationView'][] }) {
  const t = useText('startup');
  const language = useLanguage();
  return (
    <section className="panel">
      <h2>{t('application.invitations')}</h2>
      {invitations.length === 0 && <span className="muted">{t('application.invitedNone')}</span>}
      <ul className="todo">
        {invitations.map((row) => (
          <li key={row.id}>
            <div>
              <div>{row.bankName}</div>
              {row.reasonCode && (
                <div className="muted small words">
                  {t('application.reason')}: {reasonName(row.reasonCode, language)}
                  {row.reasonText && ` · ${row.reasonText}`}
                </div>
              )}
              {row.dueAt && (
                <div className="small">
                  <Remaining until={row.dueAt} />
                </div>
              )}
            </div>
            <State of="invitation" value={row.state} />
          </li>
        ))}
      </ul>
    </section>
  );
}
