// What `infer deploy providers` prints.
import {counted} from '@inferloop/contract'
import type {ProviderInfo, Providers, SettingInfo} from '../../services/deploy/providers.ts'
import type {ProviderTest} from '../../services/deploy/test-provider.ts'
import {printableLine} from '../printable.ts'
import {tableLines} from '../table.ts'
import type {Theme} from '../theme.ts'

export function providersText({providers, notLoaded}: Providers, theme: Theme): string {
  const parts = providers.map(one => providerLines(one, theme).join('\n'))
  if (parts.length === 0) parts.push('no providers are installed: infer plugins install sandbox')
  if (notLoaded.length > 0)
    parts.push(
      [
        theme.doubtful('not loaded'),
        ...notLoaded.map(({plugin, reason}) => `${theme.name(plugin)}: ${printableLine(reason)}`),
      ].join('\n'),
    )
  return parts.join('\n\n')
}

function providerLines(provider: ProviderInfo, theme: Theme): string[] {
  const {name, summary, plugin, version, settings, credentials} = provider
  const rows = settings.map(setting => [
    `  ${setting.name}`,
    `${setting.type}${setting.unit === undefined ? '' : `, ${setting.unit}`}`,
    presetOf(setting),
    setting.summary,
  ])
  const needed = credentials.map(one => [`  ${one.name}`, one.set ? 'set' : 'not set', one.summary])
  return [
    `${theme.name(name)} ${version}, of ${plugin}`,
    printableLine(summary),
    ...(rows.length > 0 ? [theme.title('settings'), ...tableLines(rows)] : []),
    ...(needed.length > 0
      ? [theme.title('credentials'), ...tableLines(needed)]
      : [theme.quiet('it needs no credentials')]),
  ]
}

function presetOf({required, default: value}: SettingInfo): string {
  if (value !== undefined) return JSON.stringify(value)
  return required ? 'has to be given' : ''
}

export function testText(test: ProviderTest, theme: Theme): string {
  const {provider, file, account, region, passed, checks, kinds} = test
  const whose = account === null ? '' : `, account ${account}, ${region}`
  const by = file === null ? 'default settings' : `settings of ${file}`
  const failed = checks.filter(one => !one.passed).length
  return [
    `${theme.title(provider)}${printableLine(whose)}, by ${printableLine(by)}`,
    '',
    ...checks.flatMap(({name, passed: well, detail, fix}) => [
      `${well ? theme.good('✔') : theme.bad('✘')} ${printableLine(`${name}: ${detail}`)}`,
      ...(well || fix === undefined ? [] : [printableLine(`    ${fix}`)]),
    ]),
    ...kindLines(kinds, theme),
    '',
    passed ? theme.good(`${provider} can be used`) : theme.bad(`${counted(failed, 'check')} did not pass`),
  ].join('\n')
}

function kindLines(kinds: ProviderTest['kinds'], theme: Theme): string[] {
  if (kinds.length === 0) return []
  const has = kinds.filter(({supported}) => supported)
  const preview = has.filter(({maturity}) => maturity === 'preview').map(({kind}) => kind)
  const partly = has.filter(({lacks = []}) => lacks.length > 0)
  const lacking = kinds.filter(({supported}) => !supported)
  return [
    '',
    `${has.length} of ${counted(kinds.length, 'kind')} can be made`,
    ...(preview.length > 0 ? [theme.doubtful(`preview: ${preview.join(', ')}`)] : []),
    ...partly.map(({kind, lacks = []}) => theme.doubtful(`${kind}: without ${lacks.join(', ')}`)),
    ...lacking.map(({kind, reason, instead}) =>
      theme.doubtful(
        printableLine(
          `no ${kind}${reason === undefined ? '' : `: ${reason}`}${instead === undefined ? '' : `; instead: ${instead}`}`,
        ),
      ),
    ),
  ]
}
