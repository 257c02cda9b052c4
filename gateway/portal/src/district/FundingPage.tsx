import { App, Button, Flex, Form, Input, InputNumber, Modal, Select, Tag } from 'antd';
import { useState } from 'react';
import { api } from '../shared/api';
import type { RiskPool } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { DayInput, WanInput } from '../shared/fields';
import { useLanguage, useText } from '../shared/i18n';
import { Confirm, CsvLink, LiveSign, Page } from '../shared/Page';
import { ProblemView, useFieldProblems } from '../shared/ProblemView';
import { useAction, useData, usePages } from '../shared/query';
import { useMay, useSession } from '../shared/session';
import { stateOptions } from '../shared/states';
import { FilterBar, Pick, WithReason, given } from './common';
import { Decided, Signed } from './Signed';

const column = columnsOf<RiskPool['FundingView']>();

/** Money put into the pool: recorded by one person, posted to the ledger when another approved. */
export default function FundingPage() {
  const t = useText('district');
  const language = useLanguage();
  const may = useMay();
  const [filters, set] = useFilters({ state: '', pool: '' });
  const pages = usePages(['riskpool', 'funding', filters], (cursor) =>
    api.GET('/api/riskpool/funding', { params: { query: { cursor, limit: 100, ...given(filters) } } }),
  );
  return (
    <Page
      title={t('funding.title')}
      sub={<LiveSign service="riskpool" />}
      actions={
        <>
          {may('PoolOfficer') && <Propose />}
          <CsvLink href="/api/riskpool/funding" query={filters} />
        </>
      }
    >
      <FilterBar filters={filters} set={set}>
        <Pick label={t('f.state')} value={filters.state} options={stateOptions('draft', language)} onChange={(state) => set({ state })} />
      </FilterBar>
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('funding.empty')}
        columns={[
          column.text(t('f.pot'), (row) => (
            <div className="two-lines">
              <span>{row.pot}</span>
              <span className="muted small">{row.pool}</span>
            </div>
          )),
          column.money(t('f.amount'), (row) => row.amountYuan, 100),
          column.text(t('f.document'), (row) => <span className="because">{row.documentReference}</span>),
          column.day(t('f.valueOn'), (row) => row.valueOn),
          column.text(t('f.state'), (row) => (
            <Flex gap={4} align="start">
              <Decided state={row.state} because={row.rejectedBecause} />
              {row.reverses && <Tag>{t('funding.reversal')}</Tag>}
            </Flex>
          )),
          column.text(t('f.proposedBy'), (row) => <Signed by={row.proposedBy} />),
          column.text(t('f.decidedBy'), (row) => <Signed by={row.decidedBy} />),
          column.number(t('f.entry'), (row) => row.entryNumber),
          column.text(t('f.actions'), (row) => <Decide row={row} />),
        ]}
      />
    </Page>
  );
}

function Decide({ row }: { row: RiskPool['FundingView'] }) {
  const t = useText('district');
  const may = useMay();
  const me = useSession()?.accountId;
  const { message } = App.useApp();
  const done = (text: string) => ({ refresh: [['riskpool']], onDone: () => void message.success(text) });
  const path = { id: row.id };
  const approve = useAction(
    (_: string, header) => api.POST('/api/riskpool/funding/{id}/approve', { params: { path, header } }),
    done(t('funding.decided')),
  );
  const reject = useAction(
    (reason: string, header) => api.POST('/api/riskpool/funding/{id}/reject', { params: { path, header }, body: { reason } }),
    done(t('funding.decided')),
  );
  const reverse = useAction(
    (documentReference: string, header) =>
      api.POST('/api/riskpool/funding/{id}/reverse', { params: { path, header }, body: { documentReference } }),
    done(t('funding.proposed')),
  );
  const of = (action: typeof reject) => ({
    onSend: (reason: string) => action.mutate(reason),
    pending: action.isPending,
    error: action.error,
    done: action.isSuccess,
    size: 'small' as const,
    danger: true,
  });
  return (
    <>
      <Flex gap={4}>
        {row.state === 'Proposed' && may('PoolApprover') && row.proposedBy.accountId !== me && (
          <>
            <Confirm
              size="small"
              type="primary"
              title={t('funding.approveTitle')}
              loading={approve.isPending}
              onConfirm={() => approve.mutate('')}
            >
              {t('funding.approve')}
            </Confirm>
            <WithReason {...of(reject)} title={t('funding.reject')}>
              {t('funding.reject')}
            </WithReason>
          </>
        )}
        {row.state === 'Approved' && !row.reverses && may('PoolOfficer') && (
          <WithReason {...of(reverse)} title={t('funding.reverse')} label={t('f.document')}>
            {t('funding.reverse')}
          </WithReason>
        )}
      </Flex>
      <ProblemView error={approve.error} />
    </>
  );
}

function Propose() {
  const t = useText('district');
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<RiskPool['ProposeFundingRequest']>();
  const pool = Form.useWatch('pool', form);
  const pools = useData(['riskpool', 'position', 'all'], () => api.GET('/api/riskpool/position')).data?.pools ?? [];
  const layers = [...new Set(pools.find((one) => one.pool === pool)?.layers.map((layer) => layer.layer) ?? [])];
  const propose = useAction(
    (body: RiskPool['ProposeFundingRequest'], header) => api.POST('/api/riskpool/funding', { params: { header }, body }),
    {
      refresh: [['riskpool', 'funding']],
      onDone: () => {
        void message.success(t('funding.proposed'));
        form.resetFields();
        setOpen(false);
      },
    },
  );
  const skip = useFieldProblems(form, propose.error);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('funding.propose')}
      </Button>
      <Modal
        open={open}
        title={t('funding.propose')}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        confirmLoading={propose.isPending}
      >
        <Form form={form} layout="vertical" onFinish={(values) => propose.mutate(values)} initialValues={{ pool: pools[0]?.pool }}>
          <Form.Item name="pool" label={t('f.pool')} rules={[{ required: true }]}>
            <Select options={pools.map((one) => ({ value: one.pool, label: `${one.pool} · ${one.name}` }))} />
          </Form.Item>
          <Form.Item name="layer" label={t('f.layer')} rules={[{ required: true }]}>
            <Select options={layers.map((layer) => ({ value: layer, label: layer }))} />
          </Form.Item>
          <Form.Item name="year" label={t('f.year')} extra={t('funding.yearHelp')}>
            <InputNumber min={2020} max={2100} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="amountYuan" label={t('f.amount')} rules={[{ required: true }]}>
            <WanInput />
          </Form.Item>
          <Form.Item name="documentReference" label={t('f.document')} rules={[{ required: true }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="valueOn" label={t('f.valueOn')}>
            <DayInput />
          </Form.Item>
        </Form>
        <ProblemView error={propose.error} skip={skip} />
      </Modal>
    </>
  );
}
