import { Alert, Button, Checkbox, Drawer, Form, Input, InputNumber, Select, Space } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { Chart } from '../shared/Chart';
import { useDraft } from '../shared/draft';
import { DayInput, WanInput } from '../shared/fields';
import { Money, Rate, moneyText, rateText } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { ProblemView, useFieldProblems } from '../shared/ProblemView';
import { useAction, useData } from '../shared/query';
import { stateName, stateOptions } from '../shared/states';
import { Figures } from './Facts';

interface Values {
  amountYuan?: number | null;
  spreadBp?: number | null;
  tenorMonths?: number | null;
  method?: Loan['RepaymentMethod'];
  feeYuan?: number | null;
  conditions?: string;
  inParts?: boolean;
  expiresOn?: string | null;
}

/** An offer with its live schedule and true annual cost. What is typed stays until the offer is out. */
export function OfferForm({
  dossier,
  officerYuanMax,
  open,
  onClose,
  onSent,
}: {
  dossier: Loan['ShowDossierView'];
  officerYuanMax: number | null | undefined;
  open: boolean;
  onClose: () => void;
  onSent: (offer: Loan['OfferView']) => void;
}) {
  const t = useText('bank');
  const shared = useText('shared');
  const language = useLanguage();
  const { invitation, application, terms } = dossier;
  const [form] = Form.useForm<Values>();
  const first: Values = {
    amountYuan: Math.min(application.amountYuan, terms.amountYuanMax),
    // Its price a bank names itself: an offer binds.
    spreadBp: null,
    tenorMonths: application.tenorMonths,
    method: terms.methods[0] ?? 'EqualInstalment',
    feeYuan: 0,
    conditions: '',
    inParts: false,
    expiresOn: null,
  };
  const watched = Form.useWatch([], form) as Values | undefined;
  const draft = useDraft<Values>('offer:' + invitation.id, open && form.isFieldsTouched() ? watched : undefined);
  const values = watched ?? { ...first, ...draft.restored };
  const lprBp = (values.tenorMonths ?? 0) > 60 ? terms.lprFiveYearBp : terms.lprOneYearBp;
  const rateBp = lprBp + (values.spreadBp ?? 0);
  const isReady =
    (values.amountYuan ?? 0) > 0 &&
    rateBp >= 0 &&
    (values.tenorMonths ?? 0) >= 1 &&
    values.method !== undefined &&
    values.spreadBp !== null &&
    values.spreadBp !== undefined;
  const asked = useSettled(
    isReady
      ? {
          amountYuan: values.amountYuan ?? 0,
          rateBp,
          tenorMonths: values.tenorMonths ?? 1,
          method: values.method ?? 'EqualInstalment',
          feeYuan: values.feeYuan ?? 0,
        }
      : undefined,
  );
  const figures = useData(
    ['loan', 'schedule', asked],
    () => api.GET('/api/loan/schedule', { params: { query: asked ?? { amountYuan: 1, rateBp: 0, tenorMonths: 1, method: 'Bullet' } } }),
    { enabled: open && asked !== undefined },
  );
  const send = useAction(
    (body: Loan['MakeOfferRequest'], header) =>
      api.POST('/api/loan/invitations/{id}/offers', { params: { path: { id: invitation.id }, header }, body }),
    {
      refresh: [
        ['loan', 'invitations'],
        ['loan', 'offers'],
      ],
      onDone: (offer) => {
        draft.clear();
        onSent(offer);
      },
    },
  );
  const onField = useFieldProblems(form, send.error, { expiresAt: 'expiresOn' });
  const limit = officerYuanMax ?? terms.secondPersonAboveYuan;
  const isSecond = (values.amountYuan ?? 0) > limit;
  const isAbove = terms.rateBpMax !== null && rateBp > terms.rateBpMax;
  const shown = figures.data;

  return (
    <Drawer
      title={`${t('offer.title')} · ${application.firmName}`}
      open={open}
      onClose={onClose}
      size={980}
      footer={
        <Space>
          <Button type="primary" loading={send.isPending} onClick={() => form.submit()}>
            {isSecond ? t('offer.propose') : t('offer.send')}
          </Button>
          <Button onClick={onClose}>{shared('action.cancel')}</Button>
          <span className="muted small">{t('offer.binding')}</span>
        </Space>
      }
    >
      <div className="offer-split">
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ ...first, ...draft.restored }}
          onFinish={(done) =>
            send.mutate({
              amountYuan: done.amountYuan ?? 0,
              spreadBp: done.spreadBp ?? 0,
              tenorMonths: done.tenorMonths ?? 0,
              method: done.method ?? 'EqualInstalment',
              feeYuan: done.feeYuan ?? 0,
              conditions: done.conditions ?? '',
              inParts: done.inParts ?? false,
              // The whole of the last day counts, in China.
              ...(done.expiresOn ? { expiresAt: `${done.expiresOn}T23:59:00+08:00` } : {}),
            })
          }
        >
          {draft.restored && <Alert type="info" showIcon title={t('offer.restored')} style={{ marginBottom: 12 }} />}
          <ProblemView error={send.error} skip={onField} />
          <Form.Item
            name="amountYuan"
            label={t('offer.amount')}
            rules={[
              { required: true, message: t('offer.needed') },
              {
                type: 'number',
                min: terms.amountYuanMin,
                max: terms.amountYuanMax,
                message: t('offer.amountRange', { min: moneyText(terms.amountYuanMin), max: moneyText(terms.amountYuanMax) }),
              },
            ]}
            extra={t('offer.amountRange', { min: moneyText(terms.amountYuanMin), max: moneyText(terms.amountYuanMax) })}
          >
            <WanInput />
          </Form.Item>
          <Form.Item
            name="spreadBp"
            label={t('offer.spread')}
            rules={[
              { required: true, message: t('offer.needed') },
              { type: 'integer', min: -2000, max: 3000, message: t('offer.spreadRange', { max: 3000 }) },
            ]}
            extra={t('offer.spreadHelp', { lpr: rateText(lprBp), rate: typeof values.spreadBp === 'number' ? rateText(rateBp) : '—' })}
          >
            <InputNumber precision={0} style={{ width: '100%' }} />
          </Form.Item>
          {isAbove && (
            <Alert
              type={terms.rateCapMode === 'Refuse' ? 'error' : 'warning'}
              showIcon
              style={{ marginBottom: 16 }}
              title={t(terms.rateCapMode === 'Refuse' ? 'offer.overCapRefused' : 'offer.overCap', { cap: rateText(terms.rateBpMax) })}
            />
          )}
          <Form.Item
            name="tenorMonths"
            label={t('offer.tenor')}
            rules={[
              { required: true, message: t('offer.needed') },
              {
                type: 'integer',
                min: terms.tenorMonthsMin,
                max: terms.tenorMonthsMax,
                message: t('offer.tenorRange', { min: terms.tenorMonthsMin, max: terms.tenorMonthsMax }),
              },
            ]}
          >
            <InputNumber precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="method" label={t('offer.method')} rules={[{ required: true, message: t('offer.needed') }]}>
            <Select
              options={stateOptions('repayment', language).filter((option) => terms.methods.some((method) => method === option.value))}
            />
          </Form.Item>
          <Form.Item name="feeYuan" label={t('offer.fee')}>
            <WanInput />
          </Form.Item>
          <Form.Item name="expiresOn" label={t('offer.expires')} extra={t('offer.expiresHelp', { count: terms.offerDaysMax })}>
            <DayInput
              min={dayjs().format('YYYY-MM-DD')}
              max={dayjs()
                .add(terms.offerDaysMax - 1, 'day')
                .format('YYYY-MM-DD')}
            />
          </Form.Item>
          <Form.Item name="inParts" valuePropName="checked" extra={t('offer.inPartsHelp')}>
            <Checkbox>{t('offer.inParts')}</Checkbox>
          </Form.Item>
          <Form.Item name="conditions" label={t('offer.conditions')}>
            <Input.TextArea rows={3} maxLength={2000} placeholder={t('offer.conditionsHint')} />
          </Form.Item>
        </Form>
        <div>
          <h3 style={{ marginTop: 0 }}>{t('offer.live')}</h3>
          {isSecond && <Alert type="info" showIcon style={{ marginBottom: 12 }} title={t('offer.second', { limit: moneyText(limit) })} />}
          <ProblemView error={figures.error} />
          {!shown && !figures.error && <span className="muted">{t('offer.fill')}</span>}
          {shown && (
            <div style={{ opacity: figures.isPlaceholderData ? 0.6 : 1, display: 'grid', gap: 16 }}>
              <Figures
                items={[
                  [t('common.rate'), <Rate key="r" bp={shown.rateBp} />],
                  [t('offer.effective'), <Rate key="e" bp={shown.effectiveBp} />],
                  [t('offer.first'), <Money key="f" yuan={shown.firstInstalmentYuan} unit />],
                  [t('offer.largest'), <Money key="l" yuan={shown.largestInstalmentYuan} unit />],
                  [t('offer.interest'), <Money key="i" yuan={shown.interestYuan} unit />],
                  [t('offer.total'), <Money key="t" yuan={shown.totalYuan} unit />],
                ]}
              />
              <ScheduleChart
                title={`${t('offer.chart')} · ${stateName('repayment', shown.method, language)}`}
                rows={shown.schedule}
                height={300}
              />
            </div>
          )}
        </div>
      </div>
    </Drawer>
  );
}

/** Principal and interest of each instalment. */
export function ScheduleChart({ title, rows, height = 240 }: { title: string; rows: readonly Loan['Instalment'][]; height?: number }) {
  const t = useText('bank');
  const unit = useText('shared')('money.unit');
  return (
    <Chart
      title={`${title} (${unit})`}
      height={height}
      option={{
        tooltip: { trigger: 'axis', valueFormatter: (yuan: unknown) => moneyText(Number(yuan)) },
        xAxis: { type: 'category', data: rows.map((row) => row.dueOn.slice(0, 7)) },
        yAxis: { type: 'value', axisLabel: { formatter: (yuan: number) => moneyText(yuan) } },
        series: [
          { name: t('offer.principal'), type: 'bar', stack: 'all', data: rows.map((row) => row.principalYuan) },
          { name: t('offer.interestShort'), type: 'bar', stack: 'all', data: rows.map((row) => row.interestYuan) },
        ],
      }}
      table={{
        head: [t('offer.period'), t('offer.dueOn'), t('offer.principal'), t('offer.interestShort'), t('offer.balance')],
        rows: rows.map((row) => [row.number, row.dueOn, exact(row.principalYuan), exact(row.interestYuan), exact(row.balanceAfterYuan)]),
      }}
    />
  );
}

const exact = (yuan: number) => (yuan / 10_000).toLocaleString('zh-CN', { minimumFractionDigits: 4, maximumFractionDigits: 4 });

/** A value that has stood still for a moment: the schedule is not asked for at every key. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 250);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text]);
  return settled;
}
