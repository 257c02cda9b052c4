import { App, Button, Form, InputNumber, Modal } from 'antd';
import { useMemo, useState } from 'react';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { Chart } from '../shared/Chart';
import { DataTable, columnsOf } from '../shared/DataTable';
import { DayInput } from '../shared/fields';
import { rateText } from '../shared/format';
import { useText } from '../shared/i18n';
import { Page } from '../shared/Page';
import { ProblemView, useFieldProblems } from '../shared/ProblemView';
import { useAction, useData } from '../shared/query';
import { useMay } from '../shared/session';
import { Panel } from './common';

const column = columnsOf<Loan['PublishLprLpr']>();

/** The loan prime rate as published; offers are priced on it. */
export default function LprPage() {
  const t = useText('district');
  const may = useMay();
  const { data, error, isLoading } = useData(['loan', 'products', 'lpr'], () => api.GET('/api/loan/lpr'));
  const rows = useMemo(() => data?.items ?? [], [data]);
  const option = useMemo(() => {
    const old = rows.toReversed();
    return {
      xAxis: { type: 'category', data: old.map((row) => row.publishedOn) },
      yAxis: { type: 'value', scale: true, axisLabel: { formatter: (value: number) => `${value.toFixed(2)}%` } },
      series: (['oneYear', 'fiveYear'] as const).map((name) => ({
        type: 'line',
        step: 'end',
        symbol: 'none',
        name: t(`lpr.${name}`),
        data: old.map((row) => row[`${name}Bp`] / 100),
      })),
    };
  }, [rows, t]);
  return (
    <Page title={t('lpr.title')} actions={may('PoolOfficer') && <Publish />}>
      <Panel title={t('lpr.chart')}>
        <Chart
          title="%"
          option={option}
          table={{
            head: [t('lpr.publishedOn'), t('lpr.oneYear'), t('lpr.fiveYear')],
            rows: rows.map((row) => [row.publishedOn, rateText(row.oneYearBp), rateText(row.fiveYearBp)]),
          }}
        />
      </Panel>
      <DataTable
        rows={rows}
        loading={isLoading}
        error={error}
        rowKey={(row) => row.publishedOn}
        empty={t('lpr.empty')}
        columns={[
          column.day(t('lpr.publishedOn'), (row) => row.publishedOn),
          column.rate(t('lpr.oneYear'), (row) => row.oneYearBp, 120),
          column.rate(t('lpr.fiveYear'), (row) => row.fiveYearBp, 120),
        ]}
      />
    </Page>
  );
}

function Publish() {
  const t = useText('district');
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Loan['PublishLprLpr']>();
  const publish = useAction((body: Loan['PublishLprLpr'], header) => api.POST('/api/loan/lpr', { params: { header }, body }), {
    refresh: [['loan', 'products']],
    onDone: () => {
      void message.success(t('lpr.done'));
      form.resetFields();
      setOpen(false);
    },
  });
  const skip = useFieldProblems(form, publish.error);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('lpr.publish')}
      </Button>
      <Modal
        open={open}
        title={t('lpr.publish')}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        confirmLoading={publish.isPending}
      >
        <p>{t('lpr.confirm')}</p>
        <Form form={form} layout="vertical" onFinish={(values) => publish.mutate(values)}>
          <Form.Item name="publishedOn" label={t('lpr.publishedOn')} rules={[{ required: true }]}>
            <DayInput />
          </Form.Item>
          <Form.Item name="oneYearBp" label={t('lpr.oneYear')} extra={t('lpr.bp')} rules={[{ required: true }]}>
            <InputNumber min={1} max={3000} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="fiveYearBp" label={t('lpr.fiveYear')} extra={t('lpr.bp')} rules={[{ required: true }]}>
            <InputNumber min={1} max={3000} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        </Form>
        <ProblemView error={publish.error} skip={skip} />
      </Modal>
    </>
  );
}
