// The report as JUnit XML, which CI servers show as tests: a case for each gate, the warnings beside them.
import type {ValidateReport} from '../services/validate-report.ts'

/** @see the JUnit XML schema of Apache Ant's junitreport, as Jenkins and GitLab read it */
export function reportJunit({gates, warnings, synthetic}: ValidateReport): string {
  const failures = gates.filter(({passed}) => !passed).length
  const suite = `name="${escaped(synthetic.file)}" tests="${gates.length}" failures="${failures}" errors="0" skipped="0"`
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="infer validate" tests="${gates.length}" failures="${failures}" errors="0">`,
    `  <testsuite ${suite}>`,
    ...gates.map(({name, passed, said}) => {
      const opened = `    <testcase classname="infer validate" name="${name}"`
      return passed
        ? `${opened}/>`
        : `${opened}>\n      <failure message="${escaped(said)}">${escaped(said)}</failure>\n    </testcase>`
    }),
    ...(warnings.length === 0
      ? []
      : [`    <system-err>${warnings.map(({message}) => escaped(message)).join('\n')}</system-err>`]),
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')}\n`
}

const ENTITIES: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'}

/** XML 1.0 has no way to write most control characters and lone surrogates; they become U+FFFD. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- these are what XML forbids
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replaceAll(/[&<>"]/g, mark => ENTITIES[mark]!)
    .replaceAll(/[\t\n\r]/g, white => `&#${white.codePointAt(0)!};`)
