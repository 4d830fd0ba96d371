package io.follow.gateway.image.heif;

/** How colours are sampled. */
public enum Chroma {
    /** No colours, only brightness. */
    NONE,
    HALVED_BOTH,
    HALVED_WIDTH,
    FULL
}
