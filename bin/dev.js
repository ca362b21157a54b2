#!/usr/bin/env node
// infer in development: the workspace's plugins are loaded too, and errors come with their stack. Build first.
process.env.NODE_ENV = 'development'
await import('./run.js')
