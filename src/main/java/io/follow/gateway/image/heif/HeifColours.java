package io.follow.gateway.image.heif;

import org.jspecify.annotations.Nullable;

/**
 * The color information in the boxes.
 *
 * @param nclx code points, or null if only the coded picture may contain them
 * @param icc an ICC profile, which overrides the primaries and the transfer function of the code points, or null
 */
public record HeifColours(@Nullable Nclx nclx, @SuppressWarnings("ArrayRecordComponent") byte @Nullable [] icc) {

    static HeifColours of(Item item, HeifLimits limits) throws HeifException {
        HeifColours found = new HeifColours(null, null);
        for (Property property : item.properties()) {
            if (property.type().equals("colr")) {
                found = found.with(property.content(), limits);
            }
        }
        return found;
    }

    /** Adds the content of a {@code colr} box. */
    HeifColours with(ByteRange box, HeifLimits limits) throws HeifException {
        return switch (box.fourCharacters()) {
            case "nclx" -> new HeifColours(new Nclx(box.u16(), box.u16(), box.u16(), box.u8() >> 7 == 1), icc);
            case "prof", "rICC" -> {
                limits.checkProfile(box.remaining());
                yield new HeifColours(nclx, box.rest());
            }
            default -> this;
        };
    }

    boolean isEmpty() {
        return nclx == null && icc == null;
    }
}
