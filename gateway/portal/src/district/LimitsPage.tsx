import { App, Badge, Button, Flex, Form, Input, InputNumber, Modal, Select, Tabs } from 'antd';
import { useState } from 'react';
import { api } from '../shared/api';
import type { RiskPool } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { WanInput } from '../shared/fields';
import { Money, Rate, State } from '../shared/format';
import { useText } from '../shared/i18n';
import { Confirm, CsvLink, LiveSign, Page } from '../shared/Page';
import { ProblemView, useFieldProblems } from '../shared/ProblemView';
import { useAction, useData, usePages } from '../shared/query';
import { useMay, useSession } from '../shared/session';
import { FilterBar, Pick, WithReason, useNames } from './common';
import { Decided, Signed } from './Signed';

const limit = columnsOf<RiskPool['ListBankLimitsView']>();
const proposal = columnsOf<RiskPool['BankLimitView']>();

/** How much each bank may bring into a pool in a year; a change is proposed by one person and approved by another. */
export default function LimitsPage() {
  const t = useText('district');
  const names = useNames();
  const may = useMay();
  const [filters, set] = useFilters({ tab: 'current', bank: '' });
  const limits = usePages(['riskpool', 'limits', filters.bank], (cursor) =>
    api.GET('/api/riskpool/bank-limits', {
      params: { query: { limit: 100, offset: Number(cursor ?? 0), ...(filters.bank ? { bank: filters.bank } : {}) } },
    }),
  );
  const proposals = usePages(['riskpool', 'limits', 'proposals'], (cursor) =>
    api.GET('/api/riskpool/bank-limits/proposals', { params: { query: { cursor, limit: 100 } } }),
  );
  const waiting = (proposals.data?.pages ?? []).flatMap((page) => page.items).filter((row) => row.state === 'Proposed').length;
  return (
    <Page
      title={t('limits.title')}
      sub={<LiveSign service="riskpool" />}
      actions={
        <>
          {may('PoolOfficer') && <Propose />}
          <CsvLink href={filters.tab === 'proposals' ? '/api/riskpool/bank-limits/proposals' : '/api/riskpool/bank-limits'} />
        </>
      }
    >
      <Tabs
        activeKey={filters.tab}
        onChange={(tab) => set({ tab })}
        items={[
          {
            key: 'current',
            label: t('limits.current'),
            children: (
              <>
                <FilterBar filters={{ bank: filters.bank }} set={set}>
                  <Pick
                    label={t('f.bank')}
                    value={filters.bank}
                    options={names.bankOptions}
                    onChange={(bank) => set({ bank })}
                    width={240}
                  />
                </FilterBar>
                <DataTable
                  pages={limits}
                  rowKey={(row) => `${row.pool}-${row.bankId}-${row.productCode}-${row.year}`}
                  empty={t('limits.empty')}
                  to={(row) => `/district/covers?bank=${row.bankId}${row.productCode === '*' ? '' : `&product=${row.productCode}`}`}
                  columns={[
                    limit.text(t('f.bank'), (row) => row.bankName, 220),
                    limit.text(t('f.pool'), (row) => row.pool),
                    limit.text(t('f.product'), (row) => names.product(row.productCode), 160),
                    limit.text(t('f.year'), (row) => <span className="number">{row.year}</span>),
                    {
                      ...limit.text(t('f.limit'), (row) =>
                        row.limitYuan === null ? (
                          <span className="muted">{t('limits.noLimit')}</span>
                        ) : (
                          <>
                            {row.isDefault && <span className="muted small">{t('limits.isDefault')} </span>}
                            <Money yuan={row.limitYuan} />
                          </>
                        ),
                      ),
                      align: 'right',
                    },
                    limit.money(t('f.used'), (row) => row.usedYuan),
                    limit.money(t('f.headroom'), (row) => row.headroomYuan),
                    { ...limit.text(t('f.usedShare'), (row) => <Rate bp={row.usedBp} />), align: 'right' },
                    limit.text(t('f.state'), (row) => <State of="usage" value={row.status} />),
                  ]}
                />
              </>
            ),
          },
          {
            key: 'proposals',
            label: (
              <Badge count={waiting} size="small" offset={[10, 0]}>
                {t('limits.proposals')}
              </Badge>
            ),
            children: (
              <DataTable
                pages={proposals}
                rowKey={(row) => row.id}
                keyboard={false}
                empty={t('limits.noProposals')}
                columns={[
                  proposal.text(t('f.bank'), (row) => names.bank(row.bankId), 200),
                  proposal.text(t('f.pool'), (row) => row.pool),
                  proposal.text(t('f.product'), (row) => names.product(row.productCode), 140),
                  proposal.text(t('f.year'), (row) => <span className="number">{row.year}</span>),
                  {
                    ...proposal.text(t('f.limit'), (row) =>
                      row.limitYuan === null ? t('limits.isDefault') : <Money yuan={row.limitYuan} />,
                    ),
                    align: 'right',
                  },
                  proposal.text(t('f.reason'), (row) => <span className="because">{row.reason}</span>),
                  proposal.text(t('f.state'), (row) => <Decided state={row.state} because={row.rejectedBecause} />),
                  proposal.text(t('f.proposedBy'), (row) => <Signed by={row.proposedBy} />),
                  proposal.text(t('f.decidedBy'), (row) => <Signed by={row.decidedBy} />),
                  proposal.text(t('f.actions'), (row) => <Decide row={row} />),
                ]}
              />
            ),
          },
        ]}
      />
    </Page>
  );
}

function Decide({ row }: { row: RiskPool['BankLimitView'] }) {
  const t = useText('district');
  const may = useMay();
  const me = useSession()?.accountId;
  const { message } = App.useApp();
  const done = { refresh: [['riskpool', 'limits']], onDone: () => void message.success(t('limits.decided')) };
  const path = { id: row.id };
  const approve = useAction((_: string, header) => api.POST('/api/riskpool/bank-limits/{id}/approve', { params: { path, header } }), done);
  const reject = useAction(
    (reason: string, header) => api.POST('/api/riskpool/bank-limits/{id}/reject', { params: { path, header }, body: { reason } }),
    done,
  );
  if (row.state !== 'Proposed' || !may('PoolApprover') || row.proposedBy.accountId === me) return null;
  return (
    <>
      <Flex gap={4}>
        <Confirm
          size="small"
          type="primary"
          title={t('limits.approveTitle')}
          loading={approve.isPending}
          onConfirm={() => approve.mutate('')}
        >
          {t('limits.approve')}
        </Confirm>
        <WithReason
          size="small"
          danger
          title={t('limits.reject')}
          onSend={(reason) => reject.mutate(reason)}
          pending={reject.isPending}
          error={reject.error}
          done={reject.isSuccess}
        >
          {t('limits.reject')}
        </WithReason>
      </Flex>
      <ProblemView error={approve.error} />
    </>
  );
}

function Propose() {
  const t = useText('district');
  const names = useNames();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<RiskPool['ProposeBankLimitRequest']>();
  const pools = useData(['riskpool', 'position', 'all'], () => api.GET('/api/riskpool/position')).data?.pools ?? [];
  const propose = useAction(
    (body: RiskPool['ProposeBankLimitRequest'], header) => api.PUT('/api/riskpool/bank-limits', { params: { header }, body }),
    {
      refresh: [['riskpool', 'limits']],
      onDone: () => {
        void message.success(t('limits.proposed'));
        form.resetFields();
        setOpen(false);
      },
    },
  );
  const skip = useFieldProblems(form, propose.error);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('limits.propose')}
      </Button>
      <Modal
        open={open}
        title={t('limits.propose')}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        confirmLoading={propose.isPending}
      >
        <Form
          form={form}
          layout="vertical"
          onFinish={(values) => propose.mutate(values)}
          initialValues={{ pool: pools[0]?.pool, productCode: '*', year: new Date().getFullYear() }}
        >
          <Form.Item name="pool" label={t('f.pool')} rules={[{ required: true }]}>
            <Select options={pools.map((pool) => ({ value: pool.pool, label: `${pool.pool} · ${pool.name}` }))} />
          </Form.Item>
          <Form.Item name="bankId" label={t('f.bank')} rules={[{ required: true }]}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={names.bankOptions} />
          </Form.Item>
          <Form.Item name="productCode" label={t('f.product')} rules={[{ required: true }]}>
            <Select options={[{ value: '*', label: t('limits.allProducts') }, ...names.productOptions]} />
          </Form.Item>
          <Form.Item name="year" label={t('f.year')} rules={[{ required: true }]}>
            <InputNumber min={2020} max={2100} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="limitYuan" label={t('f.limit')} extra={t('limits.limitHelp')}>
            <WanInput />
          </Form.Item>
          <Form.Item name="reason" label={t('f.reason')} extra={t('f.reasonHelp')} rules={[{ required: true, min: 3 }]}>
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
        </Form>
        <ProblemView error={propose.error} skip={skip} />
      </Modal>
    </>
  );
}
