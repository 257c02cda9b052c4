import { Flex, Form, Select, Tag } from 'antd';
import { api } from '../shared/api';
import type { Registry } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { DayInput } from '../shared/fields';
import { useText } from '../shared/i18n';
import { Confirm } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useAction, usePages } from '../shared/query';
import { AddForm } from './AddForm';
import { useOrganisations } from './Consents';
import { Until, Wrap, today } from './parts';

type Values = Registry['GiveMandateRequest'];
const column = columnsOf<Registry['MandateView']>();

/** Which agents act for the firm. */
export function Mandates() {
  const t = useText('startup');
  const agents = useOrganisations('Agent');
  const pages = usePages(['registry', 'mandates'], (cursor) =>
    api.GET('/api/registry/mandates', { params: { query: { cursor, limit: 50 } } }),
  );
  const refresh = { refresh: [['registry', 'mandates']] };
  const give = useAction((body: Values, header) => api.POST('/api/registry/mandates', { params: { header }, body }), refresh);
  const revoke = useAction(
    (id: string, header) => api.POST('/api/registry/mandates/{id}/revoke', { params: { path: { id }, header } }),
    refresh,
  );
  const required = { required: true, message: t('firm.required') };
  return (
    <div className="sections">
      <Flex justify="end">
        <AddForm<Values>
          open={t('mandates.add')}
          text={t('mandates.addText')}
          submit={t('mandates.submit')}
          done={t('mandates.done')}
          action={give}
        >
          {() => (
            <>
              <Form.Item name="agentId" label={t('mandates.who')} rules={[required]}>
                <Select options={agents.map((of) => ({ value: of.id, label: of.name }))} />
              </Form.Item>
              <Form.Item name="validUntil" label={t('talents.validUntil')} rules={[required]}>
                <DayInput min={today()} />
              </Form.Item>
            </>
          )}
        </AddForm>
      </Flex>
      <ProblemView error={revoke.error} />
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('mandates.empty')}
        columns={[
          column.text(t('mandates.who'), (row) => <Wrap width={320}>{agents.find((of) => of.id === row.agentId)?.name ?? '…'}</Wrap>),
          column.text(t('consents.state'), (row) => (
            <Tag color={row.live ? 'success' : 'default'}>{row.live ? t('consents.live') : t('consents.over')}</Tag>
          )),
          column.day(t('consents.from'), (row) => row.validFrom),
          column.text(t('consents.until'), (row) => (row.live ? <Until on={row.validUntil} /> : row.validUntil)),
          column.text('', (row) =>
            row.live ? (
              <Confirm
                size="small"
                danger
                title={t('mandates.revoke')}
                description={<div style={{ maxWidth: 280 }}>{t('mandates.revokeAsk')}</div>}
                loading={revoke.isPending && revoke.variables === row.id}
                onConfirm={() => revoke.mutate(row.id)}
              >
                {t('mandates.revoke')}
              </Confirm>
            ) : null,
          ),
        ]}
      />
    </div>
  );
}
