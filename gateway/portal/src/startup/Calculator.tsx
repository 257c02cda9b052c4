import { InputNumber, Select } from 'antd';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { WanInput } from '../shared/fields';
import { Money, Rate } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { ProblemView } from '../shared/ProblemView';
import { useData } from '../shared/query';
import { stateName, stateOptions } from '../shared/states';
import { ScheduleChart } from './parts';
import { useSettled } from './useSettled';

/** What a loan of this amount and tenor costs each month, at a rate to try out. */
export function Calculator({
  amountYuan,
  tenorMonths,
  product,
}: {
  amountYuan: number | null | undefined;
  tenorMonths: number | null | undefined;
  product: Loan['BrowseProductsProductView'] | undefined;
}) {
  const t = useText('startup');
  const language = useLanguage();
  const id = useId();
  const [rate, setRate] = useState<number | null>((product?.lprOneYearBp ?? 300) / 100);
  const [method, setMethod] = useState<Loan['RepaymentMethod']>(product?.policy.methods[0] ?? 'EqualInstalment');
  const [fee, setFee] = useState<number | null>(0);
  const asked = useSettled({
    amountYuan: amountYuan ?? 0,
    tenorMonths: tenorMonths ?? 0,
    rateBp: Math.round((rate ?? 0) * 100),
    method,
    feeYuan: fee ?? 0,
  });
  const ready = asked.amountYuan > 0 && asked.tenorMonths > 0 && asked.feeYuan < asked.amountYuan;
  const found = useData(['loan', 'schedule', asked], () => api.GET('/api/loan/schedule', { params: { query: asked } }), {
    enabled: ready,
  });
  const cost = ready ? found.data : undefined;
  const figure = (label: string, value: ReactNode) => (
    <div className="figure">
      <span className="muted small">{label}</span>
      <span>{value}</span>
    </div>
  );
  return (
    <section className="panel no-print">
      <h2>{t('calculator.title')}</h2>
      <div className="columns" style={{ gap: '8px 16px', marginBottom: 12 }}>
        <div>
          <label htmlFor={`${id}rate`}>{t('calculator.rate')}</label>
          <InputNumber
            id={`${id}rate`}
            min={0}
            max={36}
            step={0.05}
            precision={2}
            value={rate}
            onChange={setRate}
            style={{ width: '100%' }}
          />
        </div>
        <div>
          <label htmlFor={`${id}fee`}>{t('calculator.fee')}</label>
          <WanInput id={`${id}fee`} value={fee} onChange={setFee} />
        </div>
        <div style={{ gridColumn: '1 / -1' }}>
          <label htmlFor={`${id}method`}>{t('calculator.method')}</label>
          <Select
            id={`${id}method`}
            style={{ width: '100%' }}
            value={method}
            onChange={setMethod}
            options={
              product
                ? product.policy.methods.map((of) => ({ value: of, label: stateName('repayment', of, language) }))
                : (stateOptions('repayment', language) as { value: Loan['RepaymentMethod']; label: string }[])
            }
          />
        </div>
        <span className="muted small" style={{ gridColumn: '1 / -1' }}>
          {t('calculator.hint')}
        </span>
      </div>
      {!ready && <span className="muted">{t('calculator.wait')}</span>}
      {ready && <ProblemView error={found.error} onRetry={() => void found.refetch()} />}
      {cost && (
        <div className="sections">
          <div className="figures" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(104px, 1fr))' }}>
            {figure(t('calculator.first'), <Money yuan={cost.firstInstalmentYuan} unit strong />)}
            {figure(t('calculator.largest'), <Money yuan={cost.largestInstalmentYuan} unit />)}
            {figure(t('calculator.interest'), <Money yuan={cost.interestYuan} unit />)}
            {figure(t('calculator.total'), <Money yuan={cost.totalYuan} unit />)}
            {figure(t('calculator.effective'), <Rate bp={cost.effectiveBp} />)}
          </div>
          <ScheduleChart title={t('calculator.chart')} schedule={cost.schedule} height={200} />
        </div>
      )}
    </section>
  );
}
