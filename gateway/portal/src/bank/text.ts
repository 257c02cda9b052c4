import type { Like } from '../shared/i18n';

export const zh = {
  work: { title: '待办', state: '状态', due: '剩余时间', invited: '收到时间', empty: '没有待办' },
} as const;

export const en: Like<typeof zh> = {
  work: { title: 'Work list', state: 'State', due: 'Time left', invited: 'Received', empty: 'Nothing to do' },
};
