// The report as SARIF 2.1.0, which code hosts show beside a change: failed gates are errors, warnings and low columns are warnings.
import type {Gate, ValidateReport} from '../services/validate-report.ts'

const RULES: Readonly<Record<Gate['name'], string>> = {
  structure: 'The synthetic table has the columns of the real one.',
  'identical-rows': 'No more rows are equal to real ones than is natural.',
  'copied-text': 'No more free texts are real ones than is natural.',
  quality: 'Columns and pairs are like the real ones.',
  detection: 'A classifier cannot tell synthetic rows from real ones.',
  'copy-index': 'Synthetic rows are no nearer to training rows than to others.',
  drift: 'Nothing is worse than in the baseline.',
  card: 'The file is the one its data card describes.',
}

/** @see OASIS, Static Analysis Results Interchange Format 2.1.0 */
export function reportSarif({infer, gates, warnings, columns, synthetic}: ValidateReport): string {
  const place = {physicalLocation: {artifactLocation: {uri: encodeURIComponent(synthetic.file)}}}
  const result = (ruleId: string, level: 'error' | 'warning' | 'note', text: string) => ({
    ruleId,
    level,
    message: {text},
    locations: [place],
  })
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'infer validate',
            version: infer,
            informationUri: 'https://github.com/inferloop/infer',
            rules: [
              ...Object.entries(RULES).map(([id, text]) => ({id, shortDescription: {text}})),
              {id: 'column', shortDescription: {text: 'A column is like the real one.'}},
              {id: 'note', shortDescription: {text: 'The figures can be trusted.'}},
            ],
          },
        },
        results: [
          ...gates.filter(({passed}) => !passed).map(({name, said}) => result(name, 'error', said)),
          ...columns.flatMap(({name, why}) =>
            why.length === 0 ? [] : [result('column', 'warning', `${name}: ${why.join(' ')}`)],
          ),
          ...warnings.map(({message}) => result('note', 'note', message)),
        ],
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}
