import { Button, Skeleton, Table, theme } from 'antd';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import { useLanguage, useText } from './i18n';

/** The numbers behind a chart, for those who read tables. */
export interface ChartTable {
  head: string[];
  rows: (string | number)[][];
}

/**
 * A chart, loaded when needed, in the theme's colours, with its numbers as a table at a button:
 * `<Chart title="余额" option={{ xAxis, yAxis, series }} table={{ head, rows }} height={240} onPick={(name) => ...} />`
 */
export function Chart({
  title,
  option,
  table,
  height = 240,
  onPick,
}: {
  title: string;
  option: EChartsCoreOption;
  table: ChartTable;
  height?: number;
  /** What was clicked: its name, its place, and the series it belongs to. */
  onPick?: (name: string, index: number, series: number) => void;
}) {
  const t = useText('shared');
  const language = useLanguage();
  const { token } = theme.useToken();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const pick = useRef(onPick);
  const [asTable, setAsTable] = useState(false);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    pick.current = onPick;
  });

  useEffect(() => {
    if (asTable) return;
    let gone = false;
    let resize: ResizeObserver | undefined;
    void import('./echarts').then(({ init }) => {
      if (gone || !place.current) return;
      chart.current = init(place.current, undefined, { renderer: 'svg' });
      chart.current.on('click', (event) => pick.current?.(event.name, event.dataIndex, event.seriesIndex ?? 0));
      resize = new ResizeObserver(() => chart.current?.resize());
      resize.observe(place.current);
      setReady(true);
    });
    return () => {
      gone = true;
      resize?.disconnect();
      chart.current?.dispose();
      chart.current = null;
      setReady(false);
    };
  }, [asTable]);

  useEffect(() => {
    if (!ready) return;
    const text = { color: token.colorTextSecondary, fontFamily: token.fontFamily };
    // The library's own lines and labels are made for white paper.
    const line = (color: string) => ({ lineStyle: { color } });
    const inTheme = (axis: unknown) => ({
      ...(axis as object),
      axisLine: line(token.colorBorder),
      axisTick: line(token.colorBorder),
      splitLine: line(token.colorBorderSecondary),
      nameTextStyle: text,
      axisLabel: { ...text, ...(axis as { axisLabel?: object }).axisLabel },
    });
    const axes = (given: unknown) => (Array.isArray(given) ? given.map(inTheme) : inTheme(given));
    chart.current?.setOption(
      {
        color: [token.colorPrimary, token.cyan6, token.gold6, token.purple6, token.red6, token.green6],
        textStyle: text,
        animation: token.motion,
        animationDuration: 300,
        grid: { left: 8, right: 16, top: 32, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        tooltip: {
          trigger: 'axis',
          backgroundColor: token.colorBgElevated,
          borderColor: token.colorBorder,
          textStyle: { color: token.colorText },
        },
        legend: { top: 0, right: 0, textStyle: text, itemWidth: 12, itemHeight: 8 },
        ...option,
        ...(option['xAxis'] ? { xAxis: axes(option['xAxis']), yAxis: axes(option['yAxis']) } : {}),
        aria: { enabled: true, label: { description: title } },
      },
      { notMerge: true },
    );
  }, [ready, option, token, title, language]);

  return (
    <figure className="chart">
      <figcaption>
        <span>{title}</span>
        <Button size="small" type="link" className="no-print" onClick={() => setAsTable(!asTable)}>
          {asTable ? t('action.asChart') : t('action.asTable')}
        </Button>
      </figcaption>
      {asTable ? (
        <Table
          size="small"
          pagination={false}
          scroll={{ y: height }}
          rowKey="key"
          dataSource={table.rows.map((row, key) => ({ key, row }))}
          columns={table.head.map((name, i) => ({
            title: name,
            render: (_: unknown, line: { row: (string | number)[] }) => line.row[i],
            align: i === 0 ? ('left' as const) : ('right' as const),
          }))}
        />
      ) : (
        <div ref={place} role="img" aria-label={title} style={{ height }}>
          {!ready && <Skeleton active paragraph={{ rows: Math.max(1, Math.floor(height / 60)) }} title={false} />}
        </div>
      )}
    </figure>
  );
}
