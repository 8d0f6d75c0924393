import { type SpanningRule, unless } from '../spanning-rule.ts';

export const sourcesAreListed: SpanningRule = {
  id: 'sources-are-listed',
  title: 'Every source that a default names is listed with its citation',
  check(protocol) {
    const listed = new Set(protocol.sources.map((one) => one.id));
    const named: (readonly [readonly PropertyKey[], readonly string[]])[] = [
      [['dose', 'sources'], protocol.dose.sources],
      [['monitoring', 'sources'], protocol.monitoring.sources],
      [['callLimits', 'sources'], protocol.callLimits.sources],
      [['discharge', 'sources'], protocol.discharge.sources],
      [['visits', 'sources'], protocol.visits.sources],
      ...(protocol.departures ?? []).map((one, index) => [['departures', index, 'sources'], one.sources] as const),
      ...protocol.gates.map((gate, index) => [['gates', index, 'sources'], gate.sources] as const),
    ];
    return named.flatMap(([path, ids]) =>
      ids.flatMap((id, index) =>
        unless(listed.has(id), [...path, index], `The source "${id}" is not listed under sources.`),
      ),
    );
  },
};
