/** What is counted and timed, for Prometheus at /metrics. Labels are closed lists: types, rule ids, kinds. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** A registry of its own for each server, so that two in one process do not share counts. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    accepted: new Counter({
      name: 'holdspace_commands_accepted_total',
      help: 'Commands whose events were committed.',
      labelNames: ['type'],
      registers,
    }),
    refused: new Counter({
      name: 'holdspace_commands_refused_total',
      help: 'Commands refused, by the rule that said no.',
      labelNames: ['rule'],
      registers,
    }),
    problems: new Counter({
      name: 'holdspace_problems_total',
      help: 'Answers that were problem documents, by kind.',
      labelNames: ['kind'],
      registers,
    }),
    repeated: new Counter({
      name: 'holdspace_commands_repeated_total',
      help: 'Commands that had been stored before and were answered from the store.',
      registers,
    }),
    retried: new Counter({
      name: 'holdspace_appends_stale_total',
      help: 'Appends that another server had overtaken and that were decided again.',
      registers,
    }),
    appendSeconds: new Histogram({
      name: 'holdspace_append_seconds',
      help: 'From a decision to its commit.',
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    trainSize: new Histogram({
      name: 'holdspace_append_train_size',
      help: 'Appends that shared one statement.',
      buckets: [1, 2, 4, 8, 16, 32, 64],
      registers,
    }),
    subscribers: new Gauge({
      name: 'holdspace_live_subscribers',
      help: 'Open live streams.',
      labelNames: ['stream'],
      registers,
    }),
    droppedSubscribers: new Counter({
      name: 'holdspace_live_subscribers_dropped_total',
      help: 'Live streams closed because their reader was too slow; browsers come back by themselves.',
      registers,
    }),
    glassMailsFailed: new Counter({
      name: 'holdspace_break_glass_mails_failed_total',
      help: 'Notices of broken glass to those who answer for privacy that could not be sent.',
      registers,
    }),
    sessionsHeld: new Gauge({
      name: 'holdspace_sessions_held',
      help: 'Dosing sessions whose state is kept in memory.',
      registers,
    }),
  };
}
