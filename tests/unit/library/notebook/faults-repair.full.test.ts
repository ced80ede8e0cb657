import { repairRounds } from './repair-rounds'

repairRounds(1)
