// What the `infer info` commands print.
import {basename} from 'node:path'
import {type ColumnSchema, counted, type OptionSpec} from '@inferloop/contract'
import {sizeSaid} from '@inferloop/files'
import type {GeneratorInfo, Info, ModelInfo, ModelsInfo} from '../services/info.ts'
import {printableLine} from './printable.ts'
import {count} from './amounts.ts'
import {tableLines} from './table.ts'
import {onStdout as theme} from './theme.ts'

const titled = ([heading, ...lines]: readonly string[]): string[] => [theme.title(heading ?? ''), ...lines]

export function infoText({
  infer,
  node,
  platform,
  processors,
  generators,
  providers,
  notLoaded,
}: Info): string {
  const lines = [`infer ${infer}, Node ${node}, ${platform}, ${counted(processors, 'processor')}`, '']
  const rows = generators.map(one => [
    one.default ? `${one.name} (default)` : one.name,
    one.version,
    one.plugin,
    one.summary,
  ])
  lines.push(...titled(tableLines([['generators', 'version', 'plugin', ''], ...rows])), '')
  const clouds = providers.map(one => [one.name, one.version, one.plugin, one.summary])
  lines.push(...titled(tableLines([['providers', 'version', 'plugin', ''], ...clouds])))
  if (clouds.length === 0) lines.push(theme.quiet('none installed: infer plugins install sandbox'))
  if (notLoaded.length > 0) {
    lines.push('', theme.doubtful('not loaded'))
    for (const {plugin, reason} of notLoaded) lines.push(`${theme.name(plugin)}: ${reason}`)
  }
  return lines.join('\n')
}

export function generatorText({name, summary, plugin, version, options}: GeneratorInfo): string {
  const lines = [`${theme.name(name)} ${version}, of ${plugin}`, summary, '']
  if (options.length === 0) return [...lines, theme.quiet('it has no options of its own')].join('\n')
  for (const option of options) {
    lines.push(
      `${theme.name(`--option ${option.name}=${String(option.default)}`)}  ${rangeOf(option)}`,
      `    ${option.summary}`,
      theme.quiet(`    source: ${option.source}`),
    )
  }
  return lines.join('\n')
}

/** `whole number, 1 to 10,000 columns`. */
function rangeOf({type, min, max, choices, unit}: OptionSpec): string {
  const of = unit === undefined ? '' : ` ${unit}`
  if (type === 'boolean') return 'true or false'
  if (type === 'choice') return (choices ?? []).join(', ')
  const said = (value: number) => value.toLocaleString('en-US', {maximumSignificantDigits: 15})
  const word = type === 'integer' ? 'whole number' : 'number'
  if (min !== undefined && max !== undefined) return `${word}, ${said(min)} to ${said(max)}${of}`
  if (min !== undefined) return `${word}, at least ${said(min)}${of}`
  if (max !== undefined) return `${word}, at most ${said(max)}${of}`
  return `${word}${of}`
}

export function modelsText({folder, models, unreadable}: ModelsInfo): string {
  const lines: string[] = []
  if (models.length === 0)
    lines.push(`no saved models in ${folder}: infer generate data.csv --save-model data.infer`)
  else {
    const rows = models.map(({path, bytes, savedAt, manifest}) => [
      basename(path),
      manifest.generator.name,
      `${count(manifest.trainedOn.rows)} × ${count(manifest.trainedOn.columns)}`,
      manifest.trainedOn.file,
      sizeSaid(bytes),
      savedAt.slice(0, 10),
    ])
    lines.push(
      ...titled(tableLines([['model', 'generator', 'learnt', 'from', 'size', 'saved'], ...rows], [2, 4])),
    )
  }
  for (const {path, reason} of unreadable) lines.push(`${theme.doubtful(basename(path))}: ${reason}`)
  return lines.join('\n')
}

/** Labels with an order and halves of points by what sets them apart. */
function kindSaid(column: ColumnSchema): string {
  if (column.kind === 'categorical' && column.order !== undefined) return 'ordinal'
  return column.kind === 'numeric' && column.position !== undefined ? 'position' : column.kind
}

export function modelText({path, bytes, savedAt, manifest}: ModelInfo): string {
  const {generator, trainedOn, seed, options, schema, scores, infer} = manifest
  const scoreOf = new Map(scores.map(({name, score}) => [name, score]))
  const facts = [
    ['generator', `${generator.name} ${generator.version}, contract ${generator.contract}`],
    [
      'learnt from',
      `${trainedOn.file}, ${trainedOn.sampledRows === undefined ? '' : `${count(trainedOn.sampledRows)} of `}${counted(trainedOn.rows, 'row')}, ${counted(trainedOn.columns, 'column')}`,
    ],
    ['sha-256', trainedOn.sha256.slice(0, 16)],
    [
      'options',
      Object.entries(options)
        .map(([name, value]) => `${name}=${String(value)}`)
        .join(', '),
    ],
    ['seed', String(seed)],
    [
      'saved',
      `${savedAt.slice(0, 16).replace('T', ' ')} UTC by infer ${infer}, format ${manifest.formatVersion}`,
    ],
  ]
  const columns = schema.columns.map(column => [
    column.name,
    kindSaid(column),
    scoreOf.get(column.name)?.toFixed(3) ?? '-',
    column.evidence,
  ])
  const [heading, ...table] = tableLines([['column', 'kind', 'closeness', 'why'], ...columns], [2])
  return [
    `${theme.name(path)}  ${sizeSaid(bytes)}`,
    ...facts.map(([what, value]) => `${what!.padEnd(12)}${printableLine(value!)}`),
    '',
    theme.title(heading!),
    ...table,
  ].join('\n')
}
