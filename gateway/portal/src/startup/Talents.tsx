import { App as AntApp, Flex, Form, Input, InputNumber, Select } from 'antd';
import { api } from '../shared/api';
import type { Registry } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { DayInput } from '../shared/fields';
import { Name, Rate, State } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { Confirm } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useAction, usePages } from '../shared/query';
import { stateOptions } from '../shared/states';
import { AddForm } from './AddForm';
import { Until, Wrap, today } from './parts';

interface Values extends Omit<Registry['ProposeTalentRequest'], 'shareBp' | 'firmId'> {
  share?: number | null;
}
const column = columnsOf<Registry['TalentView']>();

/** The firm's talents: until when each accreditation counts, and new ones for the district to check. */
export function Talents() {
  const t = useText('startup');
  const language = useLanguage();
  const { message } = AntApp.useApp();
  const pages = usePages(['registry', 'talents'], (cursor) =>
    api.GET('/api/registry/talents', { params: { query: { cursor, limit: 50 } } }),
  );
  const refresh = {
    refresh: [
      ['registry', 'talents'],
      ['loan', 'eligibility'],
    ],
  };
  const propose = useAction(
    ({ share, ...values }: Values, header) =>
      api.POST('/api/registry/talents', {
        params: { header },
        body: { ...values, shareBp: share === null || share === undefined ? null : Math.round(share * 100) },
      }),
    refresh,
  );
  const end = useAction(
    ({ id, why }: { id: string; why: Registry['AccreditationEnd'] }, header) =>
      api.POST('/api/registry/talents/{id}/end', { params: { path: { id }, header }, body: { why } }),
    { ...refresh, onDone: () => void message.success(t('talents.ends')) },
  );
  const required = { required: true, message: t('firm.required') };
  return (
    <div className="sections">
      <Flex justify="end">
        <AddForm<Values>
          open={t('talents.add')}
          text={t('talents.addText')}
          submit={t('talents.submit')}
          done={t('talents.done')}
          action={propose}
        >
          {() => (
            <div className="columns">
              <Form.Item name="name" label={t('talents.name')} rules={[required]}>
                <Input maxLength={100} autoComplete="off" />
              </Form.Item>
              <Form.Item name="identityNumber" label={t('talents.identity')} rules={[required]}>
                <Input maxLength={18} autoComplete="off" />
              </Form.Item>
              <Form.Item name="class" label={t('talents.class')} rules={[required]}>
                <Select options={stateOptions('talentClass', language)} />
              </Form.Item>
              <Form.Item name="certificateNumber" label={t('talents.certificate')} rules={[required]}>
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name="validFrom" label={t('talents.validFrom')} rules={[required]}>
                <DayInput max={today()} />
              </Form.Item>
              <Form.Item name="validUntil" label={t('talents.validUntil')} rules={[required]}>
                <DayInput min={today()} />
              </Form.Item>
              <Form.Item name="employedSince" label={t('talents.employedSince')} rules={[required]}>
                <DayInput max={today()} />
              </Form.Item>
              <Form.Item name="share" label={t('talents.share')} extra={t('talents.shareHelp')}>
                <InputNumber min={0} max={100} precision={2} suffix="%" style={{ width: '100%' }} />
              </Form.Item>
            </div>
          )}
        </AddForm>
      </Flex>
      <ProblemView error={end.error} />
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('talents.empty')}
        columns={[
          column.text(t('talents.name'), (row) => <Wrap width={140}>{row.name}</Wrap>),
          column.text(t('talents.identity'), (row) => <span className="number">{row.identityMasked}</span>),
          column.text(t('talents.class'), (row) => <Name of="talentClass" value={row.class} />),
          column.text(t('talents.state'), (row) => (
            <>
              <State of="accreditation" value={row.state} />
              {row.reason && (
                <Wrap width={140}>
                  <span className="muted small">{row.reason}</span>
                </Wrap>
              )}
            </>
          )),
          column.text(t('talents.certificate'), (row) => <Wrap width={130}>{row.certificateNumber}</Wrap>),
          column.day(t('talents.validFrom'), (row) => row.validFrom),
          column.text(t('talents.validUntil'), (row) => <Until on={row.endedOn ?? row.validUntil} />),
          column.day(t('talents.employedSince'), (row) => row.employedSince),
          column.text(t('talents.share'), (row) => <Rate bp={row.shareBp} />),
          column.text('', (row) =>
            row.state === 'InForce' ? (
              <Confirm
                size="small"
                danger
                title={t('talents.left')}
                description={<div style={{ maxWidth: 280 }}>{t('talents.endAsk')}</div>}
                onConfirm={() => end.mutate({ id: row.id, why: 'LeftFirm' })}
              >
                {t('talents.end')}
              </Confirm>
            ) : null,
          ),
        ]}
      />
    </div>
  );
}
