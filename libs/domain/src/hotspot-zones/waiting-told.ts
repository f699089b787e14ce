/** So many unknown devices of a zone are told of, the ones heard last: a longer list nobody picks from. */
export const WAITING_TOLD_MAX = 200;
