package io.follow.gateway.image;

/** What becomes of a frame of an animation before the next one is drawn. */
enum Disposal {
    /** It stays. */
    KEEP,
    /** Its area becomes transparent, as in browsers, whatever background the file names. */
    CLEAR,
    /** Its area becomes what it was before. */
    RESTORE
}
