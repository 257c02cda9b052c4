import { Empty, Flex, Modal, Progress, Skeleton, Table } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { RiskPool } from '../shared/api';
import { Money, State, rateText } from '../shared/format';
import { useText } from '../shared/i18n';
import { Panel, pageOf } from './common';

type Pool = RiskPool['ShowPositionPoolPosition'];
type Layer = RiskPool['ShowPositionLayerPosition'];

/** A figure that leads to the rows behind it, or to how it is made up. */
export function Figure({
  label,
  to,
  onOpen,
  sub,
  children,
}: {
  label: string;
  to?: string | undefined;
  onOpen?: () => void;
  sub?: ReactNode;
  children: ReactNode;
}) {
  const inside = (
    <>
      <span className="muted small">{label}</span>
      <span className="figure-value">{children}</span>
      <span className="muted small" style={{ minHeight: 18 }}>
        {sub}
      </span>
    </>
  );
  return (
    <div>
      {to ? (
        <Link to={to} className="figure">
          {inside}
        </Link>
      ) : onOpen ? (
        <button type="button" className="figure" onClick={onOpen}>
          {inside}
        </button>
      ) : (
        <div className="figure">{inside}</div>
      )}
    </div>
  );
}

/** Each pool's money, what it stands for, and what is still free, by purse. */
export function Pools({ pools, loading }: { pools: Pool[]; loading: boolean }) {
  const t = useText('district');
  if (loading)
    return (
      <Panel title={t('cockpit.pools')}>
        <Skeleton active paragraph={{ rows: 4 }} />
      </Panel>
    );
  if (pools.length === 0)
    return (
      <Panel title={t('cockpit.pools')}>
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('cockpit.noPools')} />
      </Panel>
    );
  return pools.map((pool) => <OnePool key={pool.pool} pool={pool} />);
}

const potLink = (pool: Pool, layer: Layer, holds: string) =>
  `/district/covers?pool=${encodeURIComponent(pool.pool)}&pot=${encodeURIComponent(layer.pot)}&holds=${holds}`;
const cashLink = (pool: Pool, layer: Layer) =>
  `/district/ledger?pool=${encodeURIComponent(pool.pool)}&pot=${encodeURIComponent(layer.pot)}&account=Cash`;

function OnePool({ pool }: { pool: Pool }) {
  const t = useText('district');
  const unit = useText('shared')('money.unit');
  const [open, setOpen] = useState(false);
  return (
    <Panel title={`${pool.name} · ${pool.pool}`} csv={`/api/riskpool/position?pool=${encodeURIComponent(pool.pool)}`}>
      <div className="figures" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(148px, 1fr))' }}>
        <Figure label={`${t('cockpit.balance')} (${unit})`} to={pageOf(pool.links.balance)}>
          <Money yuan={pool.balanceYuan} />
        </Figure>
        <Figure label={`${t('cockpit.reserved')} (${unit})`} to={pageOf(pool.links.reserved)}>
          <Money yuan={pool.reservedYuan} />
        </Figure>
        <Figure
          label={`${t('cockpit.covered')} (${unit})`}
          to={pageOf(pool.links.covered)}
          sub={
            <>
              {t('cockpit.government')} <Money yuan={pool.governmentYuan} />
            </>
          }
        >
          <Money yuan={pool.coveredYuan} />
        </Figure>
        <Figure
          label={`${t('cockpit.headroom')} (${unit})`}
          onOpen={() => setOpen(true)}
          sub={
            <>
              {t('cockpit.limitShort')} <Money yuan={pool.limitYuan} />
            </>
          }
        >
          <Money yuan={pool.headroomYuan} />
        </Figure>
        <Figure label={t('cockpit.live')} to={pageOf(pool.links.live)}>
          <span className="number">{pool.liveCovers.toLocaleString('zh-CN')}</span>
        </Figure>
        <Figure label={t('cockpit.exceptions')} to={pageOf(pool.links.exceptions)}>
          <span className="number">{pool.exceptions.toLocaleString('zh-CN')}</span>
        </Figure>
      </div>
      <div className="layers">
        {pool.layers.map((layer) => (
          <div key={layer.pot}>
            <Flex justify="space-between" gap={8} align="center" wrap>
              <Flex gap={8} align="center">
                <strong>{layer.pot}</strong>
                <State of="usage" value={layer.status} />
              </Flex>
              <span className="small">
                {layer.leverage === null
                  ? t('cockpit.leverageNone', { limit: layer.leverageMultiple })
                  : t('cockpit.leverageOf', { used: layer.leverage.toFixed(2), limit: layer.leverageMultiple })}
              </span>
            </Flex>
            <Progress
              percent={Math.min(100, layer.usedBp / 100)}
              format={() => rateText(layer.usedBp)}
              status="normal"
              strokeColor={`var(--ant-color-${layer.status === 'Blocked' ? 'error' : layer.status === 'Warn' ? 'warning' : 'primary'})`}
              aria-label={t('cockpit.usedBar', { name: layer.pot, used: rateText(layer.usedBp) })}
            />
            <div className="layer-figures small">
              <span>
                <span className="muted">{t('cockpit.balanceShort')}</span>
                <Link to={cashLink(pool, layer)}>
                  <Money yuan={layer.balanceYuan} />
                </Link>
              </span>
              <span>
                <span className="muted">{t('cockpit.reserved')}</span>
                <Link to={potLink(pool, layer, 'Reserved')}>
                  <Money yuan={layer.reservedYuan} />
                </Link>
              </span>
              <span>
                <span className="muted">{t('cockpit.covered')}</span>
                <Link to={potLink(pool, layer, 'Covered')}>
                  <Money yuan={layer.coveredYuan} />
                </Link>
              </span>
              <span>
                <span className="muted">{t('cockpit.headroom')}</span>
                <button type="button" className="as-link" onClick={() => setOpen(true)}>
                  <Money yuan={layer.headroomYuan} />
                </button>
              </span>
            </div>
          </div>
        ))}
      </div>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        width={1040}
        title={`${t('cockpit.headroomOf', { name: pool.name })} (${unit})`}
        destroyOnHidden
      >
        <Headroom pool={pool} />
      </Modal>
    </Panel>
  );
}

/** Headroom as it comes about: money, times leverage, up to the stop line, less what the pool stands for already; purse by purse. */
function Headroom({ pool }: { pool: Pool }) {
  const t = useText('district');
  const sum = (of: (layer: Layer) => number) => pool.layers.reduce((total, layer) => total + of(layer), 0);
  const money = (title: string, of: (layer: Layer) => number, to?: (layer: Layer) => string) => ({
    title,
    align: 'right' as const,
    render: (_: unknown, layer: Layer) =>
      to ? (
        <Link to={to(layer)}>
          <Money yuan={of(layer)} />
        </Link>
      ) : (
        <Money yuan={of(layer)} />
      ),
  });
  return (
    <>
      <p className="muted">{t('cockpit.headroomHow')}</p>
      <Table
        size="small"
        pagination={false}
        rowKey="pot"
        dataSource={pool.layers}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: t('f.pot'), render: (_, layer) => <strong>{layer.pot}</strong> },
          { title: t('f.payer'), render: (_, layer) => layer.payer },
          money(
            t('cockpit.balance'),
            (layer) => layer.balanceYuan,
            (layer) => cashLink(pool, layer),
          ),
          {
            title: t('cockpit.leverage'),
            align: 'right',
            render: (_, layer) => <span className="number">× {layer.leverageMultiple}</span>,
          },
          money(t('cockpit.limit'), (layer) => layer.limitYuan),
          money(t('cockpit.stop'), (layer) => layer.stopYuan),
          money(
            `− ${t('cockpit.reserved')}`,
            (layer) => layer.reservedYuan,
            (layer) => potLink(pool, layer, 'Reserved'),
          ),
          money(
            `− ${t('cockpit.covered')}`,
            (layer) => layer.coveredYuan,
            (layer) => potLink(pool, layer, 'Covered'),
          ),
          { ...money(`= ${t('cockpit.headroom')}`, (layer) => layer.headroomYuan), className: 'strong' },
        ]}
        summary={() => (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0} colSpan={2}>
              <strong>{t('cockpit.sum')}</strong>
            </Table.Summary.Cell>
            {[
              sum((layer) => layer.balanceYuan),
              null,
              sum((layer) => layer.limitYuan),
              sum((layer) => layer.stopYuan),
              sum((layer) => layer.reservedYuan),
              sum((layer) => layer.coveredYuan),
              sum((layer) => layer.headroomYuan),
            ].map((total, i) => (
              <Table.Summary.Cell key={i} index={i + 2} align="right">
                {total !== null && (
                  <strong>
                    <Money yuan={total} />
                  </strong>
                )}
              </Table.Summary.Cell>
            ))}
          </Table.Summary.Row>
        )}
      />
    </>
  );
}
