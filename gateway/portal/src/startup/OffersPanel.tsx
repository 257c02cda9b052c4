import { Button, Checkbox, Descriptions, Empty, Modal, Segmented, Skeleton, Table, Tag, Tooltip } from 'antd';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { Chart } from '../shared/Chart';
import { Instant, Money, Name, Rate, Remaining, State, moneyText, rateText } from '../shared/format';
import { useText } from '../shared/i18n';
import { ProblemView, Reason } from '../shared/ProblemView';
import { useAction, useData } from '../shared/query';
import { ScheduleChart } from './parts';

type Offer = Loan['OfferView'];

/** Offers side by side, cheapest first by true annual cost, and the acceptance of one. */
export function OffersPanel({ application }: { application: Loan['ApplicationView'] }) {
  const t = useText('startup');
  const found = useData(['loan', 'offers', 'of', application.id], () =>
    api.GET('/api/loan/applications/{id}/offers', { params: { path: { id: application.id } } }),
  );
  const [chosen, setChosen] = useState<Offer | null>(null);
  const offers = found.data?.items ?? [];
  return (
    <section className="panel">
      <h2>{t('offers.title')}</h2>
      <ProblemView error={found.error} onRetry={() => void found.refetch()} />
      {found.isLoading && <Skeleton active />}
      {found.data && offers.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('offers.none')} />}
      {offers.length > 0 && (
        <div className="sections">
          <Comparison offers={offers} onAccept={application.state === 'Submitted' ? setChosen : undefined} />
          <Schedules offers={offers} />
        </div>
      )}
      <Accept offer={chosen} onClose={() => setChosen(null)} />
    </section>
  );
}

function Comparison({ offers, onAccept }: { offers: Offer[]; onAccept: ((offer: Offer) => void) | undefined }) {
  const t = useText('startup');
  const live = offers.filter((offer) => offer.state === 'Live');
  const least = (of: (offer: Offer) => number) => (live.length > 1 ? Math.min(...live.map(of)) : undefined);
  const best = (offer: Offer, of: (offer: Offer) => number) =>
    offer.state === 'Live' && of(offer) === least(of) ? (
      <Tag color="success" style={{ marginInline: '4px 0' }}>
        {t('offers.best')}
      </Tag>
    ) : null;
  const rows: { key: string; label: ReactNode; of: (offer: Offer) => ReactNode }[] = [
    { key: 'state', label: t('offers.state'), of: (o) => <State of="offer" value={o.state} /> },
    { key: 'amount', label: t('offers.amount'), of: (o) => <Money yuan={o.amountYuan} unit strong /> },
    { key: 'tenor', label: t('offers.tenor'), of: (o) => t('unit.months', { count: o.tenorMonths }) },
    {
      key: 'effective',
      label: (
        <Tooltip title={t('offers.effectiveHelp')}>
          <span style={{ borderBottom: '1px dotted' }}>{t('offers.effective')}</span>
        </Tooltip>
      ),
      of: (o) => (
        <>
          <strong>
            <Rate bp={o.effectiveBp} />
          </strong>
          {best(o, (x) => x.effectiveBp)}
        </>
      ),
    },
    {
      key: 'rate',
      label: t('offers.rate'),
      of: (o) => (
        <>
          <Rate bp={o.rateBp} />
          {best(o, (x) => x.rateBp)}
          {o.aboveRateCap && (
            <Tag color="warning" style={{ marginInline: '4px 0' }}>
              {t('offers.aboveCap')}
            </Tag>
          )}
          <div className="muted small">
            {t('offers.ofLpr', { lpr: rateText(o.lprBp), spread: `${o.spreadBp < 0 ? '−' : '+'} ${rateText(Math.abs(o.spreadBp))}` })}
          </div>
        </>
      ),
    },
    {
      key: 'monthly',
      label: t('offers.monthly'),
      of: (o) => (
        <>
          <Money yuan={o.firstInstalmentYuan} unit />
          {best(o, (x) => x.firstInstalmentYuan)}
        </>
      ),
    },
    { key: 'largest', label: t('offers.largest'), of: (o) => <Money yuan={o.largestInstalmentYuan} unit /> },
    {
      key: 'interest',
      label: t('offers.interest'),
      of: (o) => (
        <>
          <Money yuan={o.interestYuan} unit />
          {best(o, (x) => x.interestYuan)}
        </>
      ),
    },
    { key: 'fee', label: t('offers.fee'), of: (o) => <Money yuan={o.feeYuan} unit /> },
    { key: 'method', label: t('offers.method'), of: (o) => <Name of="repayment" value={o.method} /> },
    { key: 'payout', label: t('offers.payout'), of: (o) => t(o.inParts ? 'offers.inParts' : 'offers.atOnce') },
    {
      key: 'conditions',
      label: t('offers.conditions'),
      of: (o) => <span className="words">{o.conditions || t('offers.noConditions')}</span>,
    },
    {
      key: 'expires',
      label: t('offers.expires'),
      of: (o) => (
        <>
          {o.state === 'Live' && (
            <div>
              <Remaining until={o.expiresAt} />
            </div>
          )}
          <span className="muted small">
            <Instant at={o.expiresAt} />
          </span>
        </>
      ),
    },
    ...(offers.some((o) => o.coverRefusals.length > 0)
      ? [
          {
            key: 'refused',
            label: t('offers.coverRefused'),
            of: (o: Offer) =>
              o.coverRefusals.length > 0 ? o.coverRefusals.map((refusal, i) => <Reason key={i} refusal={refusal} />) : '—',
          },
        ]
      : []),
    ...(onAccept && live.length > 0
      ? [
          {
            key: 'accept',
            label: '',
            of: (o: Offer) =>
              o.state === 'Live' ? (
                <Button
                  className="no-print"
                  type={o === live[0] ? 'primary' : 'default'}
                  aria-label={`${t('offers.accept')} · ${o.bankName}`}
                  onClick={() => onAccept(o)}
                >
                  {t('offers.accept')}
                </Button>
              ) : null,
          },
        ]
      : []),
  ];
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="key"
      dataSource={rows}
      scroll={{ x: 112 + offers.length * 184 }}
      columns={[
        { title: t('offers.item'), width: 112, fixed: 'start', render: (_: unknown, row) => row.label },
        ...offers.map((offer) => ({
          title: offer.bankName,
          // Banks' names are Chinese on English pages too.
          onHeaderCell: () => ({ lang: 'zh-CN' }),
          key: offer.id,
          width: 184,
          render: (_: unknown, row: (typeof rows)[number]) => row.of(offer),
        })),
      ]}
    />
  );
}

function Schedules({ offers }: { offers: Offer[] }) {
  const t = useText('startup');
  const shown = useMemo(() => offers.filter((offer) => (offer.schedule?.length ?? 0) > 0), [offers]);
  const [picked, setPicked] = useState('all');
  const one = shown.length === 1 ? shown[0] : shown.find((offer) => offer.id === picked);
  const longest = Math.max(0, ...shown.map((offer) => offer.schedule?.length ?? 0));
  const numbers = useMemo(() => Array.from({ length: longest }, (_, i) => String(i + 1)), [longest]);
  const option = useMemo(
    () => ({
      xAxis: { type: 'category', data: numbers },
      yAxis: { type: 'value' },
      series: shown.map((offer) => ({
        type: 'line',
        name: offer.bankName,
        symbolSize: 4,
        data: offer.schedule?.map((part) => Math.round((part.principalYuan + part.interestYuan) / 100) / 100),
      })),
    }),
    [shown, numbers],
  );
  if (shown.length === 0) return null;
  return (
    <div>
      {shown.length > 1 && (
        <Segmented
          className="no-print"
          aria-label={t('offers.chart')}
          style={{ marginBottom: 8, maxWidth: '100%', overflow: 'auto' }}
          value={picked}
          onChange={setPicked}
          options={[
            { value: 'all', label: t('offers.all') },
            ...shown.map((offer) => ({ value: offer.id, label: <span lang="zh-CN">{offer.bankName}</span> })),
          ]}
        />
      )}
      {one ? (
        <ScheduleChart key={one.id} title={t('offers.chartOne', { bank: one.bankName })} schedule={one.schedule ?? []} />
      ) : (
        <Chart
          title={t('offers.chart')}
          option={option}
          table={{
            head: [t('offers.period'), ...shown.map((offer) => offer.bankName)],
            rows: numbers.map((number, i) => [
              number,
              ...shown.map((offer) => {
                const part = offer.schedule?.[i];
                return part ? moneyText(part.principalYuan + part.interestYuan) : '';
              }),
            ]),
          }}
        />
      )}
    </div>
  );
}

function Accept({ offer, onClose }: { offer: Offer | null; onClose: () => void }) {
  const t = useText('startup');
  const [sure, setSure] = useState('');
  const accept = useAction(
    (offerId: string, header) => api.POST('/api/loan/offers/{offerId}/accept', { params: { path: { offerId }, header } }),
    { refresh: [['loan'], ['riskpool']], onDone: onClose },
  );
  const item = (label: string, children: ReactNode) => ({ key: label, label, children });
  return (
    <Modal
      open={offer !== null}
      title={offer && t('offers.acceptTitle', { bank: offer.bankName })}
      okText={t('offers.accept')}
      okButtonProps={{ disabled: sure !== offer?.id, loading: accept.isPending }}
      onOk={() => offer && accept.mutate(offer.id)}
      onCancel={() => {
        accept.reset();
        setSure('');
        onClose();
      }}
    >
      {offer && (
        <div className="sections">
          <Descriptions
            size="small"
            bordered
            column={1}
            items={[
              item(t('offers.amount'), <Money yuan={offer.amountYuan} unit strong />),
              item(t('offers.tenor'), t('unit.months', { count: offer.tenorMonths })),
              item(t('offers.rate'), <Rate bp={offer.rateBp} />),
              item(t('offers.effective'), <Rate bp={offer.effectiveBp} />),
              item(t('offers.method'), <Name of="repayment" value={offer.method} />),
              item(t('offers.monthly'), <Money yuan={offer.firstInstalmentYuan} unit />),
              item(t('offers.fee'), <Money yuan={offer.feeYuan} unit />),
              item(t('offers.conditions'), <span className="words">{offer.conditions || t('offers.noConditions')}</span>),
            ]}
          />
          <div>{t('offers.acceptText')}</div>
          <Checkbox checked={sure === offer.id} onChange={(event) => setSure(event.target.checked ? offer.id : '')}>
            {t('offers.acceptSure')}
          </Checkbox>
          <ProblemView error={accept.error} />
        </div>
      )}
    </Modal>
  );
}
