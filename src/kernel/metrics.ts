import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What this process counts about itself, for Prometheus. No label ever names a person, an address or a place. */
export const registry = new Registry()

export const requestSeconds = new Histogram({
  name: 'hzj_http_request_seconds',
  help: 'HTTP requests by route pattern and status',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  registers: [registry],
})

export const actsTotal = new Counter({
  name: 'hzj_acts_total',
  help: 'Acts called in this process, from whichever door, by outcome: done, refused or fault',
  labelNames: ['act', 'outcome'],
  registers: [registry],
})

export const jobRunsTotal = new Counter({
  name: 'hzj_job_runs_total',
  help: 'Runs of each job of the clock in this process, by outcome: done or fault',
  labelNames: ['job', 'outcome'],
  registers: [registry],
})

export const jobLastRun = new Gauge({
  name: 'hzj_job_last_run_timestamp_seconds',
  help: 'When each job last ended well in this process',
  labelNames: ['job'],
  registers: [registry],
})
