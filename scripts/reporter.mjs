// mocha's dots, and its counts in the file $INFER_TEST_COUNTS for whoever adds them up.
import {writeFileSync} from 'node:fs'
import Mocha from 'mocha'

function reporter(runner, options) {
  const dots = new Mocha.reporters.Dot(runner, options)
  runner.once('end', () => {
    const {passes, failures, pending} = dots.stats
    const file = process.env.INFER_TEST_COUNTS
    if (file) writeFileSync(file, JSON.stringify({passed: passes, failed: failures, pending}))
  })
}

// mocha asks for its reporters with require().
export {reporter as 'module.exports'}
