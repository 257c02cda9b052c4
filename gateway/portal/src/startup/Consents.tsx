import { Checkbox, Flex, Form, Input, Select, Tag } from 'antd';
import { api } from '../shared/api';
import type { Registry } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { DayInput } from '../shared/fields';
import { useLanguage, useText } from '../shared/i18n';
import { Confirm } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useAction, useData, usePages } from '../shared/query';
import { stateName, stateOptions } from '../shared/states';
import { AddForm } from './AddForm';
import { Until, Wrap, today } from './parts';

type Values = Registry['GrantConsentRequest'];
const column = columnsOf<Registry['ConsentView']>();

export const useOrganisations = (kind: Registry['OrganisationKind']) =>
  useData(['registry', 'organisations', 'of', kind], () =>
    api.GET('/api/registry/organisations', { params: { query: { kind, limit: 200, active: true } } }),
  ).data?.items ?? [];

/** Who may see what of the firm, until when; taken back at a click. */
export function Consents() {
  const t = useText('startup');
  const language = useLanguage();
  const institutions = [useOrganisations('Bank'), useOrganisations('Insurer'), useOrganisations('Fund'), useOrganisations('Board')].flat();
  const pages = usePages(['registry', 'consents'], (cursor) =>
    api.GET('/api/registry/consents', { params: { query: { cursor, limit: 50 } } }),
  );
  const refresh = { refresh: [['registry', 'consents']] };
  const grant = useAction((body: Values, header) => api.POST('/api/registry/consents', { params: { header }, body }), refresh);
  const revoke = useAction(
    (id: string, header) => api.POST('/api/registry/consents/{id}/revoke', { params: { path: { id }, header } }),
    refresh,
  );
  const required = { required: true, message: t('firm.required') };
  return (
    <div className="sections">
      <Flex justify="end">
        <AddForm<Values>
          open={t('consents.add')}
          text={t('consents.addText')}
          submit={t('consents.submit')}
          done={t('consents.done')}
          action={grant}
        >
          {() => (
            <>
              <Form.Item name="granteeId" label={t('consents.who')} rules={[required]}>
                <Select showSearch={{ optionFilterProp: 'label' }} options={institutions.map((of) => ({ value: of.id, label: of.name }))} />
              </Form.Item>
              {/* Not `required`: antd would put aria-required on a group, where it does not belong. */}
              <Form.Item
                name="scopes"
                label={t('consents.what')}
                initialValue={[]}
                rules={[{ type: 'array', min: 1, message: t('firm.required') }]}
              >
                <Checkbox.Group options={stateOptions('scope', language)} />
              </Form.Item>
              <Form.Item name="purpose" label={t('consents.purpose')} extra={t('consents.purposeHelp')} rules={[required]}>
                <Input maxLength={300} />
              </Form.Item>
              <Form.Item name="validUntil" label={t('talents.validUntil')} rules={[required]}>
                <DayInput min={today()} max={today(364)} />
              </Form.Item>
            </>
          )}
        </AddForm>
      </Flex>
      <ProblemView error={revoke.error} />
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('consents.empty')}
        columns={[
          column.text(t('consents.who'), (row) => <Wrap>{institutions.find((of) => of.id === row.granteeId)?.name ?? '…'}</Wrap>),
          column.text(t('consents.what'), (row) => (
            <Wrap width={160}>{row.scopes.map((scope) => stateName('scope', scope, language)).join(' / ')}</Wrap>
          )),
          column.text(t('consents.purpose'), (row) => <Wrap width={160}>{row.purpose}</Wrap>),
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
                title={t('consents.revoke')}
                description={<div style={{ maxWidth: 280 }}>{t('consents.revokeAsk')}</div>}
                loading={revoke.isPending && revoke.variables === row.id}
                onConfirm={() => revoke.mutate(row.id)}
              >
                {t('consents.revoke')}
              </Confirm>
            ) : null,
          ),
        ]}
      />
    </div>
  );
}
