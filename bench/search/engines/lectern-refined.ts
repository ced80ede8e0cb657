import { serveEngine } from '../serve-engine'
import { lectern } from './lectern'

serveEngine(lectern(true))
