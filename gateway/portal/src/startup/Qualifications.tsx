import { Flex, Form, Input, Select } from 'antd';
import { api } from '../shared/api';
import type { Registry } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { DayInput } from '../shared/fields';
import { State } from '../shared/format';
import { useText } from '../shared/i18n';
import { useAction, useData, usePages } from '../shared/query';
import { AddForm } from './AddForm';
import { Until, Wrap, today } from './parts';
import { useKinds } from './ProductsPage';

type Values = Omit<Registry['RecordQualificationRequest'], 'firmId'>;
const column = columnsOf<Registry['QualificationView']>();

/** The firm's certificates and until when each counts. */
export function Qualifications() {
  const t = useText('startup');
  const kind = useKinds();
  const kinds = useData(['registry', 'qualification-kinds'], () => api.GET('/api/registry/qualification-kinds', {})).data ?? [];
  const pages = usePages(['registry', 'qualifications'], (cursor) =>
    api.GET('/api/registry/qualifications', { params: { query: { cursor, limit: 50 } } }),
  );
  const add = useAction((body: Values, header) => api.POST('/api/registry/qualifications', { params: { header }, body }), {
    refresh: [
      ['registry', 'qualifications'],
      ['loan', 'eligibility'],
    ],
  });
  const required = { required: true, message: t('firm.required') };
  return (
    <div className="sections">
      <Flex justify="end">
        <AddForm<Values>
          open={t('qualifications.add')}
          text={t('qualifications.addText')}
          submit={t('qualifications.submit')}
          done={t('qualifications.done')}
          action={add}
        >
          {() => (
            <div className="columns">
              <Form.Item name="code" label={t('qualifications.kind')} rules={[required]}>
                <Select options={kinds.map((of) => ({ value: of.code ?? '', label: kind(of.code ?? '') }))} />
              </Form.Item>
              <Form.Item name="certificateNumber" label={t('qualifications.certificate')} rules={[required]}>
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name="validFrom" label={t('talents.validFrom')} rules={[required]}>
                <DayInput max={today()} />
              </Form.Item>
              <Form.Item name="validUntil" label={t('talents.validUntil')} rules={[required]}>
                <DayInput min={today()} />
              </Form.Item>
            </div>
          )}
        </AddForm>
      </Flex>
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('qualifications.empty')}
        columns={[
          column.text(t('qualifications.kind'), (row) => <Wrap width={260}>{kind(row.code)}</Wrap>),
          column.text(t('qualifications.certificate'), (row) => <Wrap>{row.certificateNumber}</Wrap>),
          column.text(t('talents.state'), (row) => (
            <>
              <State of="qualification" value={row.state} />
              {row.reason && (
                <Wrap>
                  <span className="muted small">{row.reason}</span>
                </Wrap>
              )}
            </>
          )),
          column.day(t('talents.validFrom'), (row) => row.validFrom),
          column.text(t('talents.validUntil'), (row) => <Until on={row.validUntil} />),
        ]}
      />
    </div>
  );
}
