import { Timeline } from 'antd';
import type { Loan } from '../shared/api';
import { Instant, Remaining, moneyText, rateText } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { stateName } from '../shared/states';

type Entry = Loan['ViewApplicationsTimelineEntry'];

const bad = ['Declined', 'Lapsed', 'OfferRejected', 'OfferExpired', 'OfferCoverRefused', 'Expired', 'Refused'];
const good = ['OfferLive', 'OfferAccepted', 'CoverReserved', 'PaidOut', 'ContractSigned'];

/** Every step that was, and what is still to come with its remaining working time. */
export function Track({ detail }: { detail: Loan['ViewApplicationsDetail'] }) {
  const t = useText('startup');
  const name = (what: string) => t(`timeline.${what}` as 'timeline.Created', { defaultValue: what });
  return (
    <section className="panel">
      <h2>{t('application.track')}</h2>
      <Timeline
        items={[
          ...detail.deadlines.map((deadline, i) => ({
            key: `next${i}`,
            color: deadline.remainingWorkingMinutes < 0 ? 'red' : 'gray',
            loading: false,
            content: (
              <>
                <div>
                  <span className="muted">{t('application.next')} · </span>
                  {name(deadline.what)}
                  {deadline.bankName && <span className="muted"> · {deadline.bankName}</span>}
                </div>
                <div className="small">
                  <Remaining until={deadline.at} />
                </div>
              </>
            ),
          })),
          ...detail.timeline.toReversed().map((entry, i) => ({
            key: `done${i}`,
            color: bad.includes(entry.what) ? 'red' : good.includes(entry.what) ? 'green' : 'blue',
            content: (
              <>
                <div>
                  {name(entry.what)}
                  {entry.bankName && <span className="muted"> · {entry.bankName}</span>}
                </div>
                <Detail entry={entry} />
                <div className="muted small">
                  <Instant at={entry.at} />
                </div>
              </>
            ),
          })),
        ]}
      />
    </section>
  );
}

/** The service's details are figures in a fixed form; questions and answers are people's words. */
function Detail({ entry }: { entry: Entry }) {
  const t = useText('startup');
  const language = useLanguage();
  if (!entry.detail) return null;
  const offer = /^([\d.]+) yuan at (\d+) bp, (\d+) months$/.exec(entry.detail);
  const paid = /^([\d.]+) yuan(?:, covered ([\d.]+) \((.*)\))?$/.exec(entry.detail);
  const payout = /^payout by (.*)$/.exec(entry.detail);
  const said =
    entry.what === 'Declined'
      ? stateName('decline', entry.detail, language)
      : entry.what === 'Lapsed' || entry.what === 'Cancelled'
        ? '' // The step says it; its detail is a code.
        : ['Withdrawn', 'Expired', 'Refused'].includes(entry.what)
          ? stateName('ended', entry.detail, language)
          : offer
            ? t('timeline.offer', { amount: moneyText(Number(offer[1])), rate: rateText(Number(offer[2])), months: offer[3] ?? '' })
            : paid
              ? paid[2]
                ? t('timeline.paidCovered', {
                    amount: moneyText(Number(paid[1])),
                    covered: moneyText(Number(paid[2])),
                    number: paid[3] ?? '',
                  })
                : t('timeline.paid', { amount: moneyText(Number(paid[1])) })
              : payout
                ? payout[1]
                  ? t('timeline.payoutBy', { on: payout[1] })
                  : ''
                : entry.detail;
  return said ? <div className="small words">{said}</div> : null;
}
