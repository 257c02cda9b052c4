import { Alert, App, Button, Skeleton, Space, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { Day, Instant, Money, Name, Rate, Remaining, State } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { Page, PrintButton } from '../shared/Page';
import { ProblemView, Reason } from '../shared/ProblemView';
import { useAction, useData } from '../shared/query';
import { reasonName, stateName } from '../shared/states';
import { AfterPanel } from './AfterPanel';
import { AskModal, DeclineModal } from './AnswerModals';
import { ConsentPanel } from './ConsentPanel';
import { Facts, Panel } from './Facts';
import { Months, Short, Two, lastWork, useCodeName, useProducts } from './names';
import { Decide } from './Decide';
import { OfferForm, ScheduleChart } from './OfferForm';
import { PoolPanel } from './PoolPanel';

/** One application on one screen, and the decision beside it. */
export default function InvitationPage() {
  const { id = '' } = useParams();
  return <Decision key={id} id={id} />;
}

type Dialog = 'ask' | 'decline' | 'offer';

function Decision({ id }: { id: string }) {
  const t = useText('bank');
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [dialog, setDialog] = useState<Dialog>();
  const dossier = useData(
    ['loan', 'invitations', 'dossier', id],
    () => api.GET('/api/loan/invitations/{id}/dossier', { params: { path: { id } } }),
    { also: ['offers', 'applications', 'loans'] },
  );
  const settings = useData(['loan', 'bank', 'mine'], () => api.GET('/api/loan/banks/mine'));
  const take = useAction((_: null, header) => api.POST('/api/loan/invitations/{id}/take', { params: { path: { id }, header } }), {
    refresh: [['loan', 'invitations']],
    onDone: () => void message.success(t('act.taken')),
  });
  const work = lastWork.read();
  const at = work.ids.indexOf(id);
  const [before, after] = [at > 0 ? work.ids[at - 1] : undefined, at >= 0 ? work.ids[at + 1] : undefined];
  const go = (to: string | undefined) => {
    if (to) void navigate(`/bank/invitations/${to}`);
  };
  const back = () => void navigate(`/bank${work.search}`);
  const moves = dossier.data?.invitation.allowedMoves ?? [];

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (
        dialog ||
        event.altKey ||
        event.ctrlKey ||
        event.metaKey ||
        target.closest('input, textarea, select, [role="dialog"], [role="menu"]')
      )
        return;
      if (event.key === 't' && moves.includes('Take') && !take.isPending) take.mutate(null);
      else if (event.key === 'a' && moves.includes('Ask')) setDialog('ask');
      else if (event.key === 'd' && moves.includes('Decline')) setDialog('decline');
      else if (event.key === 'o' && moves.includes('Offer')) setDialog('offer');
      else if (event.key === '[') go(before);
      else if (event.key === ']') go(after);
      else if (event.key === 'b') back();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });

  const close = () => setDialog(undefined);
  const done = (text: string) => {
    close();
    void message.success(text);
  };
  if (!dossier.data)
    return (
      <Page title={t('act.title')} actions={<Button onClick={back}>{t('app.back')}</Button>}>
        {dossier.error ? (
          <ProblemView error={dossier.error} onRetry={() => void dossier.refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 12 }} />
        )}
      </Page>
    );
  const { invitation, application } = dossier.data;
  return (
    <Page
      title={application.firmName}
      sub={
        <Space size={12} wrap>
          <span className="number">{application.number}</span>
          <State of="invitation" value={invitation.state} />
          {invitation.dueAt && <Remaining until={invitation.dueAt} />}
        </Space>
      }
      actions={
        <>
          <Button onClick={back}>{t('app.back')}</Button>
          <Button disabled={!before} onClick={() => go(before)}>
            {t('app.previousOne')}
          </Button>
          <Button disabled={!after} onClick={() => go(after)}>
            {t('app.next')}
          </Button>
          <PrintButton />
        </>
      }
    >
      <div className="decision">
        <div className="decision-main">
          <Dossier dossier={dossier.data} />
        </div>
        <aside aria-label={t('act.title')}>
          <Panel title={t('act.title')}>
            <ProblemView error={take.error} />
            <div className="actions-column no-print">
              {moves.includes('Take') && (
                <Button type="primary" block loading={take.isPending} onClick={() => take.mutate(null)}>
                  {t('act.take')} (T)
                </Button>
              )}
              {moves.includes('Offer') && invitation.state !== 'Proposed' && (
                <Button block type={moves.includes('Take') ? 'default' : 'primary'} onClick={() => setDialog('offer')}>
                  {t('act.offer')} (O)
                </Button>
              )}
              {moves.includes('Ask') && (
                <Button block onClick={() => setDialog('ask')}>
                  {t('act.ask')} (A)
                </Button>
              )}
              {moves.includes('Decline') && (
                <Button block danger onClick={() => setDialog('decline')}>
                  {t('act.decline')} (D)
                </Button>
              )}
              <Standing dossier={dossier.data} />
              <div className="muted small">{t('act.keys')}</div>
            </div>
          </Panel>
          {(application.acceptedBankId === invitation.bankId || dossier.data.loan !== null) && (
            <AfterPanel application={application} loan={dossier.data.loan} />
          )}
          <PoolPanel
            productCode={application.productCode}
            talentClass={application.talentClass ?? '-'}
            {...(dossier.data.loan === null && invitation.closedAt === null ? { askedYuan: application.amountYuan } : {})}
          />
        </aside>
      </div>
      {dialog === 'ask' && <AskModal id={id} onClose={close} onDone={done} />}
      {dialog === 'decline' && <DeclineModal id={id} onClose={close} onDone={done} />}
      {dialog === 'offer' && (
        <OfferForm
          dossier={dossier.data}
          officerYuanMax={settings.data?.officerYuanMax}
          open
          onClose={close}
          onSent={(offer) => done(offer.state === 'Proposed' ? t('offer.proposed') : t('offer.sent'))}
        />
      )}
    </Page>
  );
}

/** Where it stands when there is nothing to press. */
function Standing({ dossier }: { dossier: Loan['ShowDossierView'] }) {
  const t = useText('bank');
  const { invitation, offers } = dossier;
  const proposed = offers.find((offer) => offer.state === 'Proposed');
  if (proposed)
    return (
      <>
        <Alert type="info" showIcon title={t('act.waitApproval')} />
        <Decide offer={proposed} block />
      </>
    );
  if (invitation.state === 'Asked') return <Alert type="info" showIcon title={t('act.wait')} />;
  const [newest] = offers;
  if (newest?.state === 'Rejected' && invitation.closedAt === null)
    return (
      <Alert
        type="warning"
        showIcon
        title={t('act.rejected', { who: newest.decidedByName ?? '' })}
        {...(newest.rejectReason ? { description: <span className="said">{newest.rejectReason}</span> } : {})}
      />
    );
  if (offers.some((offer) => offer.state === 'Live')) return <Alert type="info" showIcon title={t('act.waitAnswer')} />;
  return invitation.allowedMoves.length === 0 && !dossier.loan ? <span className="muted">{t('act.closed')}</span> : null;
}

const previousColumn = columnsOf<Loan['ShowDossierPrevious']>();

function Dossier({ dossier }: { dossier: Loan['ShowDossierView'] }) {
  const t = useText('bank');
  const language = useLanguage();
  const products = useProducts();
  const nameOfUse = useCodeName('use');
  const nameOfPledge = useCodeName('pledge');
  const { invitation, application, applicant, eligibility, exposure } = dossier;
  const { profile } = applicant;
  const isDeclined = invitation.state === 'Declined';
  const months = Math.max(
    0,
    Math.floor((new Date(invitation.invitedAt).getTime() - new Date(profile.foundedOn).getTime()) / (30.4375 * 86_400_000)),
  );
  return (
    <>
      <Panel title={t('app.asks')}>
        <Facts
          rows={[
            [t('common.amount'), <Money key="a" yuan={application.amountYuan} unit strong />],
            [t('common.tenor'), <Months key="t" count={application.tenorMonths} />],
            [t('common.product'), products.nameOf(application.productCode)],
            [t('app.use'), nameOfUse(application.use)],
            [
              t('app.pledge'),
              application.pledge ? `${nameOfPledge(application.pledge.kind)} ${application.pledge.certificateNumber}` : undefined,
            ],
            [t('app.appraised'), application.pledge ? <Money yuan={application.pledge.appraisedYuan} unit /> : undefined],
            [t('app.mode'), <Name key="m" of="routing" value={application.mode} />],
            [t('app.applicationState'), <State key="s" of="application" value={application.state} />],
            [t('app.received'), <Instant key="i" at={invitation.invitedAt} />],
            [t('app.respondBy'), invitation.respondedAt ? undefined : <Instant key="r" at={invitation.respondBy} />],
            [t('app.decideBy'), invitation.closedAt ? undefined : <Instant key="d" at={invitation.decideBy} />],
            [t('app.remindedAt'), invitation.remindedAt ? <Instant key="m" at={invitation.remindedAt} /> : undefined],
            [t('app.takenBy'), invitation.takenByName ?? undefined],
          ]}
        />
        <h3 className="part">{t('app.purpose')}</h3>
        <p className="said">{application.purpose || t('common.none')}</p>
      </Panel>
      <Panel title={t('app.firm')}>
        <Facts
          rows={[
            [t('app.creditCode'), <span key="c">{applicant.creditCode}</span>],
            [
              t('app.founded'),
              <span key="f">
                <Day on={profile.foundedOn} />{' '}
                <span className="muted">({t('app.age', { years: Math.floor(months / 12), months: months % 12 })})</span>
              </span>,
            ],
            [t('common.chain'), profile.chain || t('common.none')],
            [t('common.park'), profile.park || t('common.none')],
            [t('app.industry'), profile.industryCode],
            [
              t('app.staff'),
              <span key="s" className="number">
                {profile.staff}
              </span>,
            ],
            [t('app.sales'), <Money key="y" yuan={profile.salesYuan} unit />],
            [t('app.assets'), <Money key="z" yuan={profile.assetsYuan} unit />],
            [t('app.premises'), profile.ownPremises ? t('app.own') : t('app.lease', { months: profile.leaseMonths })],
            [t('app.breach'), profile.seriousBreach ? <Tag color="error">{t('common.yes')}</Tag> : t('common.no')],
          ]}
        />
      </Panel>
      {eligibility && (
        <Panel title={t('app.eligibility')} extra={<span className="muted small">{t('app.checked', { day: eligibility.checkedOn })}</span>}>
          {eligibility.refusals.length === 0 ? (
            <Alert
              type="success"
              showIcon
              title={t('app.eligible', { product: products.nameOf(eligibility.productCode), version: eligibility.productVersion })}
            />
          ) : (
            <Alert
              type="warning"
              showIcon
              title={t('app.notEligible', { count: eligibility.refusals.length })}
              description={
                <ul className="reasons">
                  {eligibility.refusals.map((refusal, i) => (
                    <li key={i}>
                      <Reason refusal={refusal} />
                    </li>
                  ))}
                </ul>
              }
            />
          )}
        </Panel>
      )}
      <Panel title={t('app.exposure')}>
        <table className="mini">
          <thead>
            <tr>
              <th scope="col">{t('common.wan')}</th>
              <th scope="col">{t('app.loanCount')}</th>
              <th scope="col">{t('app.paid')}</th>
              <th scope="col">{t('app.covered')}</th>
            </tr>
          </thead>
          <tbody>
            {(
              [
                ['ofFirm', exposure.firmLoans, exposure.firmPaidYuan, exposure.firmCoveredYuan],
                ['ofTalent', exposure.talentLoans, exposure.talentPaidYuan, exposure.talentCoveredYuan],
              ] as const
            ).map(([who, loans, paid, covered]) => (
              <tr key={who}>
                <th scope="row">{t(`app.${who}`)}</th>
                <td className="number">{loans}</td>
                <td>
                  <Money yuan={paid} />
                </td>
                <td>
                  <Money yuan={covered} strong />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
      <Panel title={t('app.talents')}>
        {applicant.talents.length === 0 ? (
          <span className="muted">{t('app.noTalents')}</span>
        ) : (
          <ul className="plain-list">
            {applicant.talents.map((talent) => (
              <li key={talent.talentId}>
                <div>
                  <div>
                    {talent.nameMasked} · <Name of="talentClass" value={talent.class} />
                  </div>
                  <div className="small muted">
                    {t('app.employed')} <Day on={talent.employedSince} />
                    {talent.shareBp !== null && (
                      <>
                        {' · '}
                        {t('app.share')} <Rate bp={talent.shareBp} />
                      </>
                    )}
                  </div>
                </div>
                <span className="small" style={{ whiteSpace: 'nowrap' }}>
                  {t('app.valid')} <Day on={talent.validUntil} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t('app.qualifications')}>
        {applicant.qualifications.length === 0 ? (
          <span className="muted">{t('app.noQualifications')}</span>
        ) : (
          <Facts
            rows={applicant.qualifications.map((row): [string, React.ReactNode] => [
              stateName('qualificationKind', row.code, language),
              <span key={row.code}>
                {t('app.valid')} <Day on={row.validUntil} />
              </span>,
            ])}
          />
        )}
      </Panel>
      <ConsentPanel firmId={application.firmId} />
      {(invitation.question ?? invitation.reasonCode) && (
        <Panel title={invitation.question ? t('app.question') : t(isDeclined ? 'app.declined' : 'app.closedBecause')}>
          <Facts
            rows={[
              [t('app.asked'), invitation.question ? <p className="said">{invitation.question}</p> : undefined],
              [t('app.answer'), invitation.question ? <p className="said">{invitation.answer ?? t('app.noAnswer')}</p> : undefined],
              [
                t(isDeclined ? 'app.declined' : 'app.closedBecause'),
                invitation.reasonCode ? reasonName(invitation.reasonCode, language) : undefined,
              ],
              [t('act.remark'), invitation.reasonText ?? undefined],
            ]}
          />
        </Panel>
      )}
      {dossier.offers.map((offer) => (
        <Panel key={offer.id} wide title={t('offer.ours')} extra={<State of="offer" value={offer.state} />}>
          <div className="bank-two">
            <div>
              <OfferFacts offer={offer} />
            </div>
            {offer.schedule && offer.schedule.length > 0 && <ScheduleChart title={t('offer.chart')} rows={offer.schedule} height={200} />}
          </div>
        </Panel>
      ))}
      <Panel wide title={t('app.previous')}>
        {dossier.previousApplications.length === 0 ? (
          <span className="muted">{t('app.noPrevious')}</span>
        ) : (
          <DataTable
            keyboard={false}
            rows={dossier.previousApplications}
            rowKey={(row) => row.applicationId}
            columns={[
              previousColumn.text(
                t('common.number'),
                (row) => <Two top={<span className="number small">{row.number}</span>} under={<Instant at={row.submittedAt} />} />,
                150,
              ),
              previousColumn.text(t('common.product'), (row) => <Short text={products.nameOf(row.productCode)} width={76} />, 90),
              previousColumn.money(t('common.amount'), (row) => row.amountYuan, 88),
              previousColumn.text(
                t('common.state'),
                (row) => (
                  <Two
                    top={<State of="invitation" value={row.invitationState} />}
                    under={row.reasonCode ? reasonName(row.reasonCode, language) : ''}
                  />
                ),
                100,
              ),
              previousColumn.money(t('app.paid'), (row) => row.paidYuan, 82),
              previousColumn.money(t('app.covered'), (row) => row.coveredYuan, 82),
            ]}
          />
        )}
      </Panel>
    </>
  );
}

/** An offer's terms and what it costs. */
export function OfferFacts({ offer }: { offer: Loan['OfferView'] }) {
  const t = useText('bank');
  return (
    <>
      <Facts
        rows={[
          [t('common.amount'), <Money key="a" yuan={offer.amountYuan} unit strong />],
          [
            t('common.rate'),
            <span key="r">
              <Rate bp={offer.rateBp} />{' '}
              <span className="muted">
                (LPR <Rate bp={offer.lprBp} /> {offer.spreadBp < 0 ? '−' : '+'} {Math.abs(offer.spreadBp)} bp)
              </span>
            </span>,
          ],
          [t('common.effective'), <Rate key="e" bp={offer.effectiveBp} />],
          [t('common.tenor'), <Months key="t" count={offer.tenorMonths} />],
          [t('common.method'), <Name key="m" of="repayment" value={offer.method} />],
          [t('offer.first'), <Money key="f" yuan={offer.firstInstalmentYuan} unit />],
          [t('offer.interest'), <Money key="i" yuan={offer.interestYuan} unit />],
          [t('offer.fee'), <Money key="q" yuan={offer.feeYuan} unit />],
          [t('offer.payout'), offer.inParts ? t('offer.inParts') : t('offer.atOnce')],
          [t('offer.conditions'), offer.conditions || t('common.none')],
          [
            t('offer.madeAt'),
            <span key="n">
              <Instant at={offer.madeAt} /> {offer.madeByName && <span className="muted">{offer.madeByName}</span>}
            </span>,
          ],
          [t('offer.decidedBy'), offer.decidedByName ?? undefined],
          [t('offer.expires'), <Instant key="x" at={offer.expiresAt} />],
        ]}
      />
      {offer.rejectReason && <Alert type="warning" showIcon title={t('offer.rejectedBecause')} description={offer.rejectReason} />}
      {offer.coverRefusals.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t('offer.coverRefused')}
          description={offer.coverRefusals.map((refusal, i) => (
            <Reason key={i} refusal={refusal} />
          ))}
        />
      )}
    </>
  );
}
