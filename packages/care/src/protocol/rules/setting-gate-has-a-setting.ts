import { type SpanningRule, unless } from '../spanning-rule.ts';

export const settingGateHasASetting: SpanningRule = {
  id: 'setting-gate-has-a-setting',
  title: 'A gate that asks for the setting needs a setting to prepare',
  check: ({ gates, setting }) =>
    gates.flatMap(({ gate }, index) =>
      unless(
        gate !== 'setting_prepared' || setting.length > 0,
        ['gates', index],
        'It asks whether the setting is prepared, but the protocol says nothing of the setting.',
      ),
    ),
};
