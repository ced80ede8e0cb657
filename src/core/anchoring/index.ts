/** Anchoring: passages that are found again. */
export { type Anchor, contextLength, makeAnchor, passageIn } from './anchor'
export { type Candidate, type Ground, groundOf, type Placement, placeAnchor } from './place'
export { likenessOf, sketchOf } from './sketch'
