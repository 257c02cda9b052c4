import type { Like } from '../shared/i18n';

export const zh = {
  covers: { title: '担保', bank: '银行', state: '状态', empty: '还没有担保' },
} as const;

export const en: Like<typeof zh> = {
  covers: { title: 'Covers', bank: 'Bank', state: 'State', empty: 'No covers yet' },
};
