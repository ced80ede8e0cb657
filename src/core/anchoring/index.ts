/** Anchoring: passages that are found again. */
export { type Anchor, makeAnchor, passageIn } from './anchor'
export { type Ground, groundOf, type Placement, placeAnchor } from './place'
export { likenessOf, sketchOf } from './sketch'
