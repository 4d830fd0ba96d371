package io.follow.gateway.image.heif;

/** The codecs of coded items. */
public enum Codec {
    HEVC("hvcC"),
    AV1("av1C");

    private final String configuration;

    Codec(String configuration) {
        this.configuration = configuration;
    }

    /** The type of the property that describes the coded data. */
    String configuration() {
        return configuration;
    }
}
