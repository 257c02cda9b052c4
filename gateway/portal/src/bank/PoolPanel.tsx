import { Alert, Progress, Space } from 'antd';
import { api } from '../shared/api';
import type { RiskPool } from '../shared/api';
import { Money, State, moneyText, rateText } from '../shared/format';
import { useText } from '../shared/i18n';
import { ProblemView } from '../shared/ProblemView';
import { useData } from '../shared/query';
import { Facts, Panel } from './Facts';
import { useProducts } from './names';

const colourOf: Record<RiskPool['UsageStatus'], string> = {
  Calm: 'var(--ant-color-success)',
  Warn: 'var(--ant-color-warning)',
  Blocked: 'var(--ant-color-error)',
};

/** What the pools can still cover and how far this bank is from its stop line: before the decision, not after it. */
export function PoolPanel({ productCode, talentClass, askedYuan }: { productCode?: string; talentClass?: string; askedYuan?: number }) {
  const t = useText('bank');
  const products = useProducts();
  const query = { ...(productCode ? { productCode } : {}), ...(talentClass ? { talentClass } : {}) };
  const position = useData(['riskpool', 'position', 'mine', query], () => api.GET('/api/riskpool/position/mine', { params: { query } }));
  const payerName = (payer: string) =>
    payer === 'DISTRICT' || payer === 'CITY' || payer === 'PROVINCE' || payer === 'BANK' ? t(`app.${payer}`) : payer;
  return (
    <Panel title={t('app.pool')}>
      <ProblemView error={position.error} onRetry={() => void position.refetch()} />
      {position.data?.pools.length === 0 && <span className="muted">{t('app.noPool')}</span>}
      {position.data?.pools.map((pool) => {
        const finite = pool.limits.filter((limit) => limit.headroomYuan !== null);
        const room = Math.min(pool.headroomYuan, ...finite.map((limit) => limit.headroomYuan ?? 0));
        return (
          <Space key={pool.pool} orientation="vertical" size={10} style={{ width: '100%' }}>
            <div>
              <div style={{ display: 'flex', justifyContent: 'space-between', gap: 8 }}>
                <span>{pool.name}</span>
                <State of="usage" value={pool.status} />
              </div>
              <Progress
                aria-label={pool.name}
                percent={Math.min(100, pool.usedBp / 100)}
                showInfo={false}
                size="small"
                strokeColor={colourOf[pool.status]}
              />
              <div className="muted small">
                {t('app.usage', { used: rateText(pool.usedBp), warn: rateText(pool.warnBp), block: rateText(pool.blockBp) })}
              </div>
            </div>
            <Facts
              right
              rows={[
                [t('app.headroom'), <Money key="h" yuan={pool.headroomYuan} unit strong />],
                ...pool.layers.map((layer): [string, React.ReactNode] => [
                  t('app.purse', { payer: payerName(layer.payer) }),
                  <Money key={layer.pot} yuan={layer.headroomYuan} unit />,
                ]),
              ]}
            />
            {(finite.length > 0 ? finite : pool.limits.slice(0, 1)).map((limit) => (
              <div key={`${limit.productCode} ${limit.year}`}>
                <Facts
                  right
                  rows={[
                    [
                      t('app.bankLimit', {
                        year: limit.year,
                        product: limit.productCode === '*' ? t('app.everyProduct') : products.nameOf(limit.productCode),
                      }),
                      limit.limitYuan === null ? (
                        <span className="muted">{t('app.noLimit')}</span>
                      ) : (
                        <State key="s" of="usage" value={limit.status} />
                      ),
                    ],
                    [t('app.toStop'), limit.headroomYuan === null ? undefined : <Money key="l" yuan={limit.headroomYuan} unit strong />],
                  ]}
                />
                {limit.limitYuan !== null && (
                  <>
                    <Progress
                      aria-label={t('app.toStop')}
                      percent={Math.min(100, (limit.usedBp ?? 0) / 100)}
                      showInfo={false}
                      size="small"
                      strokeColor={colourOf[limit.status]}
                    />
                    <div className="muted small">
                      {t('app.ofLimit', { used: rateText(limit.usedBp), limit: moneyText(limit.limitYuan) })}
                    </div>
                  </>
                )}
              </div>
            ))}
            <Facts
              right
              rows={[
                [t('app.inPool'), <Money key="c" yuan={pool.mine.coveredYuan + pool.mine.reservedYuan} unit />],
                [t('app.after'), askedYuan === undefined ? undefined : <Money key="a" yuan={room - askedYuan} unit strong />],
              ]}
            />
            {askedYuan !== undefined && room < askedYuan && <Alert type="error" showIcon title={t('app.tooMuch')} />}
          </Space>
        );
      })}
    </Panel>
  );
}
