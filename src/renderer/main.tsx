import './client/zod-setup'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import { openConnection } from './client/open-connection'
import { start } from './start'

const root = document.querySelector('#desk')
if (root !== null) start(openConnection(), root)
