package io.follow.gateway.image.heif;

/** Reads the properties that describe coded data. */
final class Configurations {

    private static final int VERSION_AND_FLAGS = 4;

    private Configurations() {}

    static CodecConfiguration of(Property property, Codec codec, HeifLimits limits) throws HeifException {
        return of(property.content(), codec, limits);
    }

    static CodecConfiguration of(ByteRange box, Codec codec, HeifLimits limits) throws HeifException {
        return switch (codec) {
            case HEVC -> HevcConfiguration.read(box, limits);
            case AV1 -> Av1Configuration.read(box);
        };
    }

    /** Compares with the property {@code pixi}, which contains the bits of each channel. */
    static void checkDepth(Item item, CodecConfiguration configuration) throws HeifException {
        Property property = item.property("pixi").orElse(null);
        if (property == null) {
            return;
        }
        ByteRange box = property.content();
        box.skip(VERSION_AND_FLAGS);
        int channels = box.u8();
        for (int i = 0; i < channels; i++) {
            int bits = box.u8();
            if (bits != configuration.bitDepth()) {
                throw HeifException.broken("a channel has " + bits + " bits; expected " + configuration.bitDepth()
                        + " as the codec's configuration says");
            }
        }
    }
}
